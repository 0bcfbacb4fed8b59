package io.steadfast.messaging.inbox;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ids of messages whose effect is committed. */
final class Inbox {

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Remembers ids in the transaction that is open, and returns those that were not known. Sorted, so that two
     * consumers with the same messages wait for each other instead of deadlocking.
     */
    Set<UUID> insertNew(Collection<UUID> ids) {
        UUID[] sorted = ids.stream().distinct().sorted().toArray(UUID[]::new);
        return jdbc.sql("""
                        insert into inbox (message_id)
                        select unnest(:ids::uuid[])
                        on conflict do nothing
                        returning message_id""").param("ids", sorted).query(UUID.class).set();
    }

    /** Forgets at most {@code limit} ids older than {@code retention}, and returns how many. */
    int purge(Duration retention, int limit) {
        return jdbc.sql("""
                        delete from inbox
                        where message_id in (
                            select message_id from inbox
                            where received_at < clock_timestamp() - make_interval(secs => :seconds)
                            order by received_at
                            limit :limit)""")
                .param("seconds", (double) retention.toSeconds())
                .param("limit", limit)
                .update();
    }
}
