package io.steadfast.saga.retention;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sagas that have ended, from the oldest end on. */
final class FinishedSagas {

    private static final String LOCK = """
            select id
            from saga
            where finished_at >= :from and finished_at < now() - :retentionMs * interval '1 ms'
            order by finished_at
            limit :limit
            for update skip locked""";

    private static final String PURGE = """
            with gone as (
                delete from saga
                where id = any(cast(:ids as uuid[]))
                returning business_key, type, id, status, step, finished_at),
            kept as (
                insert into purged_saga (business_key, type, saga_id, status, step, finished_at)
                select business_key, type, id, status, step, finished_at
                from gone
                on conflict (business_key, type) do nothing),
            forgotten as (
                delete from saga_journal
                where saga_id = any(cast(:ids as uuid[])))
            select count(*) as sagas, coalesce(max(finished_at), :from) as up_to
            from gone""";

    private final JdbcClient jdbc;

    FinishedSagas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a batch has removed.
     *
     * @param sagas how many
     * @param upTo when the last of them had finished
     */
    record Batch(int sagas, OffsetDateTime upTo) {

        static final Batch NONE = new Batch(0, OffsetDateTime.MIN);
    }

    /**
     * Removes the next sagas whose retention is over, with their journals, and keeps how each of them ended; in the
     * caller's transaction. Whoever handles a message of one of them is not waited for. It begins where the batch before
     * has stopped, since until a vacuum the index still holds all that was removed.
     *
     * <p>The locks come first and alone: a statement sees what was there when it began, so one that both locked and
     * removed would leave behind what was journaled by whoever had the lock just before.
     */
    Batch purge(Batch before, Duration retention, int limit) {
        List<UUID> due = jdbc.sql(LOCK)
                .param("from", before.upTo())
                .param("retentionMs", retention.toMillis())
                .param("limit", limit)
                .query(UUID.class)
                .list();
        return jdbc.sql(PURGE)
                .param("from", before.upTo())
                .param("ids", due.toArray(UUID[]::new))
                .query((row, n) -> new Batch(row.getInt("sagas"), row.getObject("up_to", OffsetDateTime.class)))
                .single();
    }
}
