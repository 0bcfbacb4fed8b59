package io.steadfast.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.steadfast.messaging.TestMessages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;

class TopologyTest {

    private final Declarables topology = Topology.of(TestMessages.wire());

    @Test
    void exchangesAreDurableTopicsWithoutArguments() {
        List<TopicExchange> exchanges = topology.getDeclarablesByType(TopicExchange.class);

        assertThat(exchanges).extracting(TopicExchange::getName).containsExactly("test");
        assertThat(exchanges).allMatch(TopicExchange::isDurable).allMatch(exchange -> !exchange.isAutoDelete());
        assertThat(exchanges.get(0).getArguments()).isEmpty();
    }

    @Test
    void queuesLoseNothingAndEndInTheDeadLetters() {
        assertThat(queue(TestMessages.QUEUE).isDurable()).isTrue();
        assertThat(queue(TestMessages.QUEUE).getArguments())
                .containsEntry("x-queue-type", "quorum")
                .containsEntry("x-overflow", "reject-publish")
                .containsEntry("x-dead-letter-exchange", "")
                .containsEntry("x-dead-letter-routing-key", "dead-letters")
                .containsEntry("x-dead-letter-strategy", "at-least-once")
                .hasEntrySatisfying(
                        "x-delivery-limit", limit -> assertThat((Integer) limit).isGreaterThanOrEqualTo(100));
    }

    @Test
    void deadLettersAreNeverGivenUp() {
        assertThat(queue(TestMessages.DEAD_LETTERS).isDurable()).isTrue();
        assertThat(queue(TestMessages.DEAD_LETTERS).getArguments())
                .doesNotContainKey("x-dead-letter-exchange")
                .hasEntrySatisfying(
                        "x-delivery-limit", limit -> assertThat((Integer) limit).isGreaterThan(1_000_000));
    }

    @Test
    void everyRoutingKeyLeadsToItsQueue() {
        assertThat(topology.getDeclarablesByType(Binding.class))
                .extracting(Binding::getExchange, Binding::getRoutingKey, Binding::getDestination)
                .containsExactly(tuple("test", "test.ping", TestMessages.QUEUE));
    }

    private Queue queue(String name) {
        return topology.getDeclarablesByType(Queue.class).stream()
                .filter(queue -> queue.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
