package io.steadfast.inventory;

import io.steadfast.contracts.Contract;
import io.steadfast.messaging.wire.MessageType;
import io.steadfast.messaging.wire.QueueType;
import io.steadfast.messaging.wire.Wire;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Keeps the stock, and reserves, sells and gives it back as the saga says. */
@SpringBootApplication
public class InventoryServiceApplication {

    public static void main(String[] args) {
        SpringApplication.run(InventoryServiceApplication.class, args);
    }

    @Bean
    Wire wire() {
        return new Wire(Contract.messages(MessageType::new), Contract.queues(QueueType::new));
    }
}
