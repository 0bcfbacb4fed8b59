package io.steadfast.messaging.rabbit;

import static io.steadfast.messaging.rabbit.Confirms.ACK;
import static io.steadfast.messaging.rabbit.Confirms.NACK;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.steadfast.messaging.rabbit.Outcome.Confirmed;
import io.steadfast.messaging.rabbit.Outcome.Refused;
import io.steadfast.messaging.rabbit.Outcome.Unknown;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfirmsTest {

    private final Confirms confirms = new Confirms(5, List.of(message("a"), message("b"), message("c")));

    @Test
    void oneAckMayAnswerForAllBeforeIt() throws Exception {
        confirms.answered(7, true, ACK);

        assertThat(outcomes()).allMatch(Confirmed.class::isInstance);
    }

    @Test
    void returnedMessageIsRefusedWhetherItsReturnComesBeforeOrAfterTheAck() throws Exception {
        confirms.returned("a", "no queue");
        confirms.answered(5, false, ACK);
        confirms.answered(6, false, ACK);
        confirms.answered(7, false, ACK);
        confirms.returned("c", "no queue");

        assertThat(outcomes()).hasExactlyElementsOfTypes(Refused.class, Confirmed.class, Refused.class);
    }

    @Test
    void nackedMessageIsRefusedAndALaterAnswerChangesNothing() throws Exception {
        confirms.answered(6, true, NACK);
        confirms.answered(7, true, ACK);

        assertThat(outcomes().get(0)).isInstanceOf(Refused.class);
        assertThat(outcomes().get(1)).isInstanceOf(Refused.class);
        assertThat(outcomes().get(2)).isInstanceOf(Confirmed.class);
    }

    @Test
    void messageWithoutAnAnswerIsUnknown() throws Exception {
        confirms.answered(5, false, ACK);

        assertThat(outcomes().get(2)).isInstanceOf(Unknown.class);
    }

    private List<Outcome> outcomes() throws InterruptedException {
        confirms.await(Duration.ofMillis(1));
        return confirms.outcomes();
    }

    private static OutboundMessage message(String id) {
        return new OutboundMessage(
                "e", "k", new BasicProperties.Builder().messageId(id).build(), new byte[0]);
    }
}
