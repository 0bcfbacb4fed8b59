package io.steadfast.saga.events;

import io.steadfast.saga.store.SagaKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cancellations that came before what they cancel, kept until it starts. */
@Component
class EarlyCancellations {

    private final JdbcClient jdbc;

    EarlyCancellations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Waits for the transactions that are about to start sagas and makes later ones wait. Without it, a cancellation
     * that finds no saga and a start that finds no cancellation could commit side by side. To be called before any
     * saga is locked; rare, since a cancellation nearly always comes after its order.
     */
    void lockOutStarts() {
        jdbc.sql("lock table saga_cancellation in share row exclusive mode").update();
    }

    /** Removes and returns what is kept for sagas that are about to start; conflicts with {@link #lockOutStarts}. */
    Map<SagaKey, String> take(Collection<SagaKey> starting) {
        Map<SagaKey, String> reasons = new HashMap<>();
        jdbc.sql("""
                        delete from saga_cancellation c
                        using unnest(cast(:types as text[]), cast(:keys as text[])) as starting (type, business_key)
                        where c.type = starting.type and c.business_key = starting.business_key
                        returning c.type, c.business_key, c.reason""")
                .param("types", starting.stream().map(SagaKey::type).toArray(String[]::new))
                .param("keys", starting.stream().map(SagaKey::businessKey).toArray(String[]::new))
                .query(row -> {
                    reasons.put(
                            new SagaKey(row.getString("type"), row.getString("business_key")), row.getString("reason"));
                });
        return reasons;
    }

    /** Keeps cancellations of sagas that do not exist; the first one of a saga stays. */
    void keep(Collection<Arrival<?>> cancellations) {
        List<Arrival<?>> rows = new ArrayList<>(cancellations);
        jdbc.sql("""
                        insert into saga_cancellation (type, business_key, reason, message_id)
                        select type, business_key, reason, message_id
                        from unnest(cast(:types as text[]), cast(:keys as text[]), cast(:reasons as text[]),
                                    cast(:messages as uuid[])) as c (type, business_key, reason, message_id)
                        on conflict (business_key, type) do nothing""")
                .param("types", texts(rows.stream().map(row -> row.key().type()).toList()))
                .param(
                        "keys",
                        texts(rows.stream().map(row -> row.key().businessKey()).toList()))
                .param(
                        "reasons",
                        texts(rows.stream()
                                .map(row -> row.cancellation().orElseThrow())
                                .toList()))
                .param(
                        "messages",
                        texts(rows.stream()
                                .map(row -> row.message().id().toString())
                                .toList()))
                .update();
    }

    private static String[] texts(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
