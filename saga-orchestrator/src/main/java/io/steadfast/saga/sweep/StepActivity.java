package io.steadfast.saga.sweep;

import static java.util.stream.Collectors.toMap;

import io.steadfast.messaging.wire.TimeOrderedId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How the participants answer, step by step. Each instance notes it in memory, at no cost to the transaction in hand,
 * and writes it down about once a second; what a crash forgets is at most that second.
 */
@Component
public class StepActivity {

    record Step(String type, String name) {}

    /**
     * What is known of a step over all instances, by the database's clock.
     *
     * @param lastReplyAt when any command of the step was answered last
     * @param newestAnsweredAt when the newest command was written that has been answered
     */
    record Answers(Instant lastReplyAt, @Nullable Instant newestAnsweredAt) {}

    private final JdbcClient jdbc;
    private final UUID instance = TimeOrderedId.next();
    private final Map<Step, Instant> noted = new ConcurrentHashMap<>();

    StepActivity(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A command of the step was answered; {@code commandedAt} is when it was written, null if that is not certain. */
    public void answered(String type, String step, @Nullable Instant commandedAt) {
        noted.merge(
                new Step(type, step), commandedAt == null ? Instant.MIN : commandedAt, (a, b) -> a.isAfter(b) ? a : b);
    }

    /** Writes down what was noted since the last time; nothing was noted, nothing is written. */
    void writeDown() {
        noted.keySet().forEach(step -> {
            Instant newest = noted.remove(step);
            if (newest != null) {
                write(step, newest.equals(Instant.MIN) ? null : newest);
            }
        });
    }

    private void write(Step step, @Nullable Instant newest) {
        jdbc.sql("""
                insert into saga_step_activity (instance_id, type, step, last_reply_at, newest_answered_at)
                values (:instance, :type, :step, clock_timestamp(), cast(:newest as timestamptz))
                on conflict (instance_id, type, step) do update
                set last_reply_at = excluded.last_reply_at,
                    newest_answered_at = greatest(saga_step_activity.newest_answered_at, excluded.newest_answered_at)""")
                .param("instance", instance)
                .param("type", step.type())
                .param("step", step.name())
                .param("newest", newest == null ? null : Timestamp.from(newest))
                .update();
    }

    Map<Step, Answers> ofAllInstances() {
        return jdbc
                .sql("""
                        select type, step, max(last_reply_at) as last_reply_at, max(newest_answered_at) as newest_answered_at
                        from saga_step_activity
                        group by type, step""")
                .query((row, n) -> {
                    OffsetDateTime newest = row.getObject("newest_answered_at", OffsetDateTime.class);
                    return Map.entry(
                            new Step(row.getString("type"), row.getString("step")),
                            new Answers(
                                    row.getObject("last_reply_at", OffsetDateTime.class)
                                            .toInstant(),
                                    newest == null ? null : newest.toInstant()));
                })
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Instances that have gone leave their rows behind; what they saw days ago says nothing any more. */
    void forgetOld() {
        jdbc.sql("delete from saga_step_activity where last_reply_at < clock_timestamp() - interval '1 day'")
                .update();
    }
}
