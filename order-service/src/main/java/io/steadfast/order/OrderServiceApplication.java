package io.steadfast.order;

import io.steadfast.contracts.Contract;
import io.steadfast.messaging.wire.MessageType;
import io.steadfast.messaging.wire.QueueType;
import io.steadfast.messaging.wire.Wire;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Takes orders over REST, keeps them, and does as the saga says. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OrderServiceApplication {

    public static void main(String[] args) {
        SpringApplication.run(OrderServiceApplication.class, args);
    }

    @Bean
    Wire wire() {
        return new Wire(Contract.messages(MessageType::new), Contract.queues(QueueType::new));
    }
}
