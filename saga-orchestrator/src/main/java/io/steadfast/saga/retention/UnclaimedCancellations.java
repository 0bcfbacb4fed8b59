package io.steadfast.saga.retention;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cancellations kept for something that has never come, and will not. */
final class UnclaimedCancellations {

    private final JdbcClient jdbc;

    UnclaimedCancellations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Removes at most {@code limit} that have waited for longer than this, and returns how many. */
    int purge(Duration retention, int limit) {
        return jdbc.sql("""
                        delete from saga_cancellation
                        where (business_key, type) in (
                            select business_key, type
                            from saga_cancellation
                            where requested_at < now() - :retentionMs * interval '1 ms'
                            order by requested_at
                            limit :limit
                            for update skip locked)""")
                .param("retentionMs", retention.toMillis())
                .param("limit", limit)
                .update();
    }
}
