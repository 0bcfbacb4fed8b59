package io.steadfast.saga.admin;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code admin_action}: the record of what operators did, and the memory of idempotency keys. */
@Component
class AdminActions {

    /** The key has been used for another request. */
    static final class KeyReusedException extends RuntimeException {
        KeyReusedException() {
            super("The Idempotency-Key has been used for another request");
        }
    }

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AdminActions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Opens the record, in the transaction in which the action is done. Another request with the same key that is
     * under way is waited for.
     *
     * @return the record's id, or empty if this very request has been answered before
     */
    Optional<Long> open(ActionRequest request) {
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

    /** @throws KeyReusedException if the key stands for another request */
    ActionOutcome answeredBefore(ActionRequest request) {
        return jdbc.sql("""
                        select response_status, response
                        from admin_action
                        where actor = :actor and idempotency_key = :key
                          and action = :action and target = :target and reason = :reason""")
                .param("actor", request.actor())
                .param("key", request.idempotencyKey())
                .param("action", request.action())
                .param("target", request.target())
                .param("reason", request.reason())
                .query((row, n) ->
                        new ActionOutcome(row.getInt("response_status"), json.readTree(row.getString("response"))))
                .optional()
                .orElseThrow(KeyReusedException::new);
    }

    void close(long id, String outcome, ActionOutcome answer) {
        jdbc.sql("""
                        update admin_action
                        set outcome = :outcome, response_status = :status, response = cast(:response as jsonb)
                        where id = :id""")
                .param("id", id)
                .param("outcome", outcome)
                .param("status", answer.status())
                .param("response", json.writeValueAsString(answer.body()))
                .update();
    }
}
