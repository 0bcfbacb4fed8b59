package io.steadfast.saga.deadletter;

import io.steadfast.saga.operation.Mandate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Rows of the table {@code dead_letter} that are decided on, in the caller's transaction. */
@Component
class DeadLetterTable {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DeadLetterTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Locks those that exist, always in the same order. */
    List<LockedLetter> lock(Collection<UUID> ids) {
        return jdbc.sql("""
                        select %s
                        from dead_letter
                        where id = any(:ids)
                        order by id
                        for update""".formatted(LockedLetter.COLUMNS))
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, n) -> LockedLetter.read(row, json))
                .list();
    }

    /** Writes a decision down; a message without an id is known from now on by the one with which it is sent again. */
    void decide(Collection<UUID> open, LetterStatus status, Mandate by) {
        int decided = jdbc.sql("""
                        update dead_letter
                        set status = :status, decided_at = clock_timestamp(), decided_by = :actor, decision = :reason,
                            message_id = case :status when 'replayed' then coalesce(message_id, id::text) else message_id end
                        where id = any(:ids) and status = 'open'""")
                .param("status", status.lowerCase())
                .param("actor", by.actor())
                .param("reason", by.reason())
                .param("ids", open.toArray(UUID[]::new))
                .update();
        if (decided != open.size()) {
            throw new IllegalStateException("%d of %d dead letters had been decided on by someone without their locks"
                    .formatted(open.size() - decided, open.size()));
        }
    }

    /** Removes letters that were decided on so long ago, at most so many; returns how many there were. */
    int purge(Duration retention, int atMost) {
        return jdbc.sql("""
                        delete from dead_letter
                        where id in (
                            select id
                            from dead_letter
                            where decided_at < clock_timestamp() - make_interval(secs => :seconds)
                            order by decided_at
                            limit :atMost
                            for update skip locked)""")
                .param("seconds", retention.toSeconds())
                .param("atMost", atMost)
                .update();
    }
}
