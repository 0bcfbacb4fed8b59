package io.steadfast.db;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes rows as the services do. Every order is two pieces of {@code item1}. */
final class Rows {

    private static final Map<String, List<String>> DONE_BEFORE = Map.of(
            "reserve-stock", List.of(),
            "confirm-order", List.of("reserve-stock"),
            "confirm-stock", List.of("reserve-stock", "confirm-order"),
            "release-stock", List.of("reserve-stock"),
            "cancel-order", List.of("release-stock"));

    private final JdbcClient jdbc;

    Rows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An order, its saga in this step and its reservation, of which the last two may be missing; returns its id. */
    String order(String order, @Nullable String saga, @Nullable String step, @Nullable String reservation) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into orders.orders (id, customer_id, status, reason, created_at, updated_at, next_announcement_at, version)
                values (:id, 'c-42', :status, case :status when 'cancelled' then 'out of stock' end, now(), now(),
                        case :status when 'pending' then now() + interval '30 seconds' end, 0)""").param("id", id).param("status", order).update();
        jdbc.sql("insert into orders.order_item (order_id, line, product_id, quantity) values (:id, 1, 'item1', 2)")
                .param("id", id)
                .update();
        if (saga != null && step != null) {
            saga(id.toString(), saga, step);
        }
        if (reservation != null) {
            reservation(id.toString(), reservation);
        }
        return id.toString();
    }

    private void saga(String order, String status, String step) {
        UUID saga = UUID.randomUUID();
        jdbc.sql("""
                insert into sagas.saga (id, type, definition_version, business_key, status, step, attempt, command_id,
                                        commanded_at, deadline_at, undos, stuck_reason, stuck_since, last_error, data,
                                        version, started_at, updated_at, finished_at)
                values (:saga, 'place-order', 1, :order, :status, :step, 1, gen_random_uuid(), now(),
                        case when :status in ('running', 'compensating') then now() + interval '10 seconds' end, '{}',
                        case :status when 'stuck' then 'silent' end, case :status when 'stuck' then now() end,
                        case :status when 'stuck' then 'no answer to 4 attempts' end, '{}', 0, now(), now(),
                        case when :status in ('completed', 'cancelled') then now() end)""")
                .param("saga", saga)
                .param("order", order)
                .param("status", status)
                .param("step", step)
                .update();
        journal(order, "started", "reserve-stock", "{}");
        DONE_BEFORE.get(step).forEach(done -> journal(order, "succeeded", done, "{}"));
        journal(order, "sent", step, "{}");
        switch (status) {
            case "stuck" -> journal(order, "stuck", step, "{}");
            case "completed", "cancelled" -> {
                journal(order, "succeeded", step, "{}");
                journal(order, status, step, "{}");
            }
            default -> {}
        }
    }

    /** One more line in the journal of the order's saga. */
    void journal(String order, String event, String step, String detail) {
        jdbc.sql("""
                insert into sagas.saga_journal (saga_id, seq, at, event, step, detail)
                select s.id, 1 + coalesce((select max(seq) from sagas.saga_journal j where j.saga_id = s.id), 0),
                       clock_timestamp(), :event, :step, cast(:detail as jsonb)
                from sagas.saga s
                where s.business_key = :order""")
                .param("order", order)
                .param("event", event)
                .param("step", step)
                .param("detail", detail)
                .update();
    }

    void reservation(String order, String status) {
        jdbc.sql("insert into inventory.reservation (order_id, status, created_at, updated_at, version) "
                        + "values (:order, :status, now(), now(), 0)")
                .param("order", order)
                .param("status", status)
                .update();
        jdbc.sql("insert into inventory.reservation_item (order_id, product_id, quantity) values (:order, 'item1', 2)")
                .param("order", order)
                .update();
        switch (status) {
            case "active" ->
                jdbc.sql("update inventory.product set reserved = reserved + 2 where id = 'item1'")
                        .update();
            case "confirmed" ->
                jdbc.sql("update inventory.product set on_hand = on_hand - 2 where id = 'item1'")
                        .update();
            default -> {}
        }
    }

    /** A message about an order in the outbox of a schema, of this age; returns its id there. */
    long message(String schema, String order, String age) {
        return jdbc.sql("""
                        insert into %s.outbox (shard, aggregate_id, message_id, type, exchange, routing_key, body, created_at)
                        values (0, :order, gen_random_uuid(), 'Message', 'exchange', 'key', '', now() - cast(:age as interval))
                        returning id""".formatted(schema))
                .param("order", order)
                .param("age", age)
                .query(Long.class)
                .single();
    }
}
