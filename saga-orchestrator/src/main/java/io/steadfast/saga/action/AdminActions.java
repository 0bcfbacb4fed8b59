package io.steadfast.saga.action;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code admin_action}: the record of what operators did, and the memory of idempotency keys. */
@Component
public class AdminActions {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AdminActions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** One entry of the record. */
    public record Recorded(Instant at, String actor, String action, String reason, String outcome) {}

    /**
     * Does what was asked for, with its record and its answer in the caller's transaction; or gives the same answer
     * again, if this very request has been answered before. Another request with the same key that is under way is
     * waited for.
     *
     * @throws KeyReusedException if the key stands for another request
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ActionOutcome once(ActionRequest request, Supplier<ActionOutcome> action) {
        Optional<Long> record = open(request);
        if (record.isEmpty()) {
            return answeredBefore(request);
        }
        ActionOutcome outcome = action.get();
        close(record.get(), outcome);
        return outcome;
    }

    /** What operators did to this target, in the order of time. */
    @Transactional(readOnly = true)
    public List<Recorded> of(String target) {
        return jdbc.sql("""
                        select at, actor, action, reason, outcome
                        from admin_action
                        where target = :target
                        order by at, id""")
                .param("target", target)
                .query((row, n) -> new Recorded(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("reason"),
                        row.getString("outcome")))
                .list();
    }

    /** The record's id, or empty if the key has been used. */
    private Optional<Long> open(ActionRequest request) {
        return jdbc.sql("""
                        insert into admin_action (actor, action, target, reason, outcome, idempotency_key)
                        values (:actor, :action, :target, :reason, 'open', cast(:key as text))
                        on conflict (actor, idempotency_key) do nothing
                        returning id""")
                .param("actor", request.actor())
                .param("action", request.action())
                .param("target", request.target())
                .param("reason", request.reason())
                .param("key", request.idempotencyKey())
                .query(Long.class)
                .optional();
    }

    private ActionOutcome answeredBefore(ActionRequest request) {
        return jdbc.sql("""
                        select response_status, outcome, response
                        from admin_action
                        where actor = :actor and idempotency_key = :key
                          and action = :action and target = :target and reason = :reason""")
                .param("actor", request.actor())
                .param("key", request.idempotencyKey())
                .param("action", request.action())
                .param("target", request.target())
                .param("reason", request.reason())
                .query((row, n) -> new ActionOutcome(
                        row.getInt("response_status"),
                        row.getString("outcome"),
                        json.readTree(row.getString("response"))))
                .optional()
                .orElseThrow(KeyReusedException::new);
    }

    private void close(long id, ActionOutcome outcome) {
        jdbc.sql("""
                        update admin_action
                        set outcome = :outcome, response_status = :status, response = cast(:response as jsonb)
                        where id = :id""")
                .param("id", id)
                .param("outcome", outcome.recorded())
                .param("status", outcome.status())
                .param("response", json.writeValueAsString(outcome.body()))
                .update();
    }
}
