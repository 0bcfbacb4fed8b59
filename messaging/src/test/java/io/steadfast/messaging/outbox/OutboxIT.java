package io.steadfast.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import io.steadfast.messaging.Node;
import io.steadfast.messaging.TestMessages.Ping;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.TimeOrderedId;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.IllegalTransactionStateException;

class OutboxIT {

    private static final TestDatabase database = TestServers.newDatabase();
    private static Node node;

    @BeforeAll
    static void start() {
        node = Node.on(database).start(); // no broker: what is appended stays
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void refusesToAppendOutsideATransaction() {
        OutgoingMessage message = message("a", new Ping("a", 1, null));

        assertThatThrownBy(() -> node.bean(Outbox.class).append(message))
                .isInstanceOf(IllegalTransactionStateException.class)
                .hasMessageContaining("needs a transaction");
    }

    @Test
    void messageOfARolledBackTransactionNeverWas() {
        long before = node.outboxRows();

        assertThatThrownBy(() -> node.inTransaction(() -> {
                    node.bean(Outbox.class).append(message("a", new Ping("a", 1, null)));
                    throw new IllegalStateException("the business says no");
                }))
                .hasMessage("the business says no");

        assertThat(node.outboxRows()).isEqualTo(before);
    }

    @Test
    void refusesAMessageThatTheBrokerCouldNotTake() {
        Ping huge = new Ping("a", 1, "x".repeat(2_000_000));

        assertThatThrownBy(() -> node.send("a", huge))
                .isInstanceOf(MessageTooLargeException.class)
                .hasMessageContaining("2,000,");
    }

    @Test
    void refusesDataOfNoKnownMessage() {
        assertThatThrownBy(() -> node.send("a", "just text")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesTheWholeEnvelopeWhenItIsAppended() {
        var metadata = new Metadata("c-1", "m-0", "s-1", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        OutgoingMessage message = new OutgoingMessage(TimeOrderedId.next(), "a", new Ping("a", 7, null), metadata);

        node.inTransaction(() -> node.bean(Outbox.class).append(message));

        String body = node.jdbc()
                .sql("select convert_from(body, 'UTF8') from outbox where message_id = :id")
                .param("id", message.id())
                .query(String.class)
                .single();
        assertThat(body)
                .contains("\"id\":\"" + message.id() + "\"", "\"type\":\"Ping\"", "\"version\":\"1.0\"")
                .contains("\"data\":{\"aggregate\":\"a\",\"number\":7}")
                .contains("\"correlationId\":\"c-1\"", "\"causationId\":\"m-0\"", "\"sagaId\":\"s-1\"", "traceparent");
    }

    @Test
    void appendsWhatIsAlreadyWrittenAsItIs() {
        byte[] body = {'{', (byte) 0xff, 0};
        var message = new WrittenMessage(TimeOrderedId.next(), "a-1", "Pong", "", "q", "c-1", Map.of("k", "v"), body);

        node.inTransaction(() -> node.bean(Outbox.class).append(message));

        assertThat(node.jdbc()
                        .sql("""
                                select aggregate_id, type, exchange, routing_key, correlation_id, headers ->> 'k' as k, body
                                from outbox where message_id = :id""")
                        .param("id", message.id())
                        .query()
                        .singleRow()
                        .values())
                .containsExactly("a-1", "Pong", "", "q", "c-1", "v", body);
    }

    @Test
    void refusesWhatIsAlreadyWrittenIfTheBrokerCouldNotTakeIt() {
        assertThatThrownBy(() -> append("Pong", new byte[2_000_000])).isInstanceOf(MessageTooLargeException.class);
        assertThatThrownBy(() -> append("P".repeat(256), new byte[0])).isInstanceOf(MessageTooLargeException.class);
    }

    private static void append(String type, byte[] body) {
        var message = new WrittenMessage(TimeOrderedId.next(), "a", type, "", "q", null, Map.of(), body);
        node.inTransaction(() -> node.bean(Outbox.class).append(message));
    }

    private static OutgoingMessage message(String aggregate, Object data) {
        return OutgoingMessage.of(aggregate, data, Metadata.EMPTY);
    }
}
