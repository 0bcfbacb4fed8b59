package io.steadfast.saga.trip;

import io.steadfast.contracts.Contract;
import io.steadfast.messaging.wire.MessageType;
import io.steadfast.messaging.wire.QueueType;
import io.steadfast.messaging.wire.Wire;
import io.steadfast.saga.engine.SagaDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Has the orchestrator carry trips beside its orders. */
@TestConfiguration(proxyBeanMethods = false)
public class TripConfiguration {

    @Bean
    SagaDefinition<?> bookTrip() {
        return BookTrip.definition();
    }

    @Bean
    @Primary
    Wire wireWithTrips() {
        List<MessageType> trips = Stream.of(TripMessage.class.getDeclaredClasses())
                .filter(Class::isRecord)
                .map(type -> new MessageType("Trip" + type.getSimpleName(), "1.0", "trips", type.getSimpleName(), type))
                .toList();
        List<MessageType> orders = Contract.messages(MessageType::new);
        return new Wire(Stream.concat(orders.stream(), trips.stream()).toList(), Contract.queues(QueueType::new));
    }
}
