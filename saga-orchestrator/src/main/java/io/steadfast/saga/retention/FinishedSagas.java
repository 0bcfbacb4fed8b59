package io.steadfast.saga.retention;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sagas that have ended, from the oldest end on. */
final class FinishedSagas {

    /** One statement, hence one transaction. Whoever handles a message of one of the sagas is not waited for. */
    private static final String PURGE = """
            with due as (
                select id
                from saga
                where finished_at >= :from and finished_at < now() - :retentionMs * interval '1 ms'
                order by finished_at
                limit :limit
                for update skip locked),
            gone as (
                delete from saga
                using due
                where saga.id = due.id
                returning saga.business_key, saga.type, saga.id, saga.status, saga.step, saga.finished_at),
            kept as (
                insert into purged_saga (business_key, type, saga_id, status, step, finished_at)
                select business_key, type, id, status, step, finished_at
                from gone
                on conflict (business_key, type) do nothing),
            forgotten as (
                delete from saga_journal
                using due
                where saga_journal.saga_id = due.id)
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
     * Removes the next sagas whose retention is over, with their journals, and keeps how each of them ended. It begins
     * where the batch before has stopped, since until a vacuum the index still holds all that was removed.
     */
    Batch purge(Batch before, Duration retention, int limit) {
        return jdbc.sql(PURGE)
                .param("from", before.upTo())
                .param("retentionMs", retention.toMillis())
                .param("limit", limit)
                .query((row, n) -> new Batch(row.getInt("sagas"), row.getObject("up_to", OffsetDateTime.class)))
                .single();
    }
}
