package io.steadfast.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import io.steadfast.messaging.Node;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InboxIT {

    private final TestDatabase database = TestServers.newDatabase();

    @Test
    void knownIdsAreNotNew() {
        try (Node node = Node.on(database).start()) {
            Inbox inbox = node.bean(Inbox.class);
            UUID known = UUID.randomUUID();
            UUID fresh = UUID.randomUUID();

            assertThat(inbox.insertNew(List.of(known, known))).containsExactly(known);
            assertThat(inbox.insertNew(List.of(known, fresh))).containsExactly(fresh);
        }
    }

    @Test
    void oldIdsArePurgedInBoundedBatches() {
        try (Node node = Node.on(database).start()) {
            Inbox inbox = node.bean(Inbox.class);
            UUID young = UUID.randomUUID();
            database.execute("insert into orders.inbox (message_id, received_at) "
                    + "select gen_random_uuid(), clock_timestamp() - interval '8 days' from generate_series(1, 25)");
            inbox.insertNew(List.of(young));

            assertThat(inbox.purge(Duration.ofDays(7), 10)).isEqualTo(10);
            node.bean(InboxPurge.class).purge();

            assertThat(node.jdbc()
                            .sql("select message_id from inbox")
                            .query(UUID.class)
                            .list())
                    .containsExactly(young);
        }
    }

    @Test
    void serviceDoesNotStartWhenIdsAreForgottenBeforeMessagesStopComingAgain() {
        assertThatThrownBy(() -> Node.on(database)
                        .with("steadfast.inbox.retention", "5m")
                        .start())
                .rootCause()
                .hasMessageContaining("steadfast.inbox.retention")
                .hasMessageContaining("steadfast.listener.hold-limit");
    }
}
