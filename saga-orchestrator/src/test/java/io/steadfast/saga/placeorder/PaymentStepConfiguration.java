package io.steadfast.saga.placeorder;

import io.steadfast.example.contracts.Contract;
import io.steadfast.messaging.wire.MessageType;
import io.steadfast.messaging.wire.QueueType;
import io.steadfast.messaging.wire.Wire;
import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.placeorder.PlaceOrderConfiguration.Waits;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Has the orchestrator charge cards: the second version of the order saga beside the first, and the messages for it. */
@TestConfiguration(proxyBeanMethods = false)
public class PaymentStepConfiguration {

    @Bean
    SagaDefinition<?> placeOrderWithPayment(Waits waits) {
        return PlaceOrderWithPayment.definition(waits.patience());
    }

    @Bean
    @Primary
    Wire wireWithPayments() {
        return new Wire(Contract.messages(MessageType::new), Contract.queues(QueueType::new));
    }
}
