package io.steadfast.benchmarks.system;

import java.sql.SQLException;
import java.util.List;

/** Rows as months of business leave them behind, all in keeping with the rules of conservation. */
public final class Past {

    private static final List<String> SAGAS = List.of("""
            create temporary table past as
            select uuidv7(n * interval '-7 seconds') as id, clock_timestamp() - n * interval '7 seconds' as at
            from generate_series(%1$d, 1, -1) as n""", """
            insert into inventory.product (id, on_hand, reserved, received, version)
            values ('past', 0, 0, %1$d, 1)""", """
            insert into orders.orders (id, customer_id, status, created_at, updated_at, version)
            select id, 'c-' || left(id::text, 6), 'confirmed', at, at + interval '50 ms', 1 from past""", """
            insert into orders.order_item (order_id, line, product_id, quantity) select id, 1, 'past', 1 from past""", """
            insert into inventory.reservation (order_id, status, created_at, updated_at, version)
            select id::text, 'confirmed', at, at + interval '70 ms', 1 from past""", """
            insert into inventory.reservation_item (order_id, product_id, quantity) select id::text, 'past', 1 from past""", """
            insert into sagas.saga (id, type, definition_version, business_key, status, step, attempt, command_id,
                                    commanded_at, undos, data, version, started_at, updated_at, finished_at)
            select id, 'place-order', 1, id::text, 'completed', 'confirm-stock', 1, id, at, '{}',
                   '{"id": "1", "items": [{"quantity": 1, "productId": "past"}], "customerId": "c-42"}', 4, at,
                   at + interval '80 ms', at + interval '80 ms'
            from past""", """
            insert into sagas.saga_journal (saga_id, seq, at, event, step, message_id, detail)
            select id, seq, at, event, step, id, '{}'
            from past
                 cross join (values (1, 'started', 'reserve-stock'), (2, 'sent', 'reserve-stock'),
                                    (3, 'succeeded', 'reserve-stock'), (4, 'sent', 'confirm-order'),
                                    (5, 'succeeded', 'confirm-order'), (6, 'sent', 'confirm-stock'),
                                    (7, 'succeeded', 'confirm-stock'), (8, 'completed', 'confirm-stock'))
                                as happened (seq, event, step)""", """
            insert into sagas.inbox (message_id, received_at)
            select uuidv7(n * interval '-1 second'), clock_timestamp() - n * interval '0.1 seconds'
            from generate_series(4 * %1$d, 1, -1) as n""", "drop table past");

    /** An order each whose queue is missing: returned once, and waiting for a day before the next try. */
    private static final String UNSENT = """
            insert into orders.outbox (shard, aggregate_id, message_id, type, exchange, routing_key, body, attempts,
                                       next_attempt_at, last_error)
            select n %% 4, uuidv7()::text, uuidv7(), 'Unheard', 'orders', 'order.unheard', convert_to(repeat('x', 500), 'utf8'),
                   1, clock_timestamp() + interval '1 day', 'no queue takes it'
            from generate_series(1, %d) as n""";

    /** What was sold is not missed. */
    private static final List<String> FORGET = List.of("""
            truncate orders.orders, orders.order_item, orders.idempotency_key, orders.inbox,
                     inventory.reservation, inventory.reservation_item, inventory.inbox,
                     sagas.saga, sagas.saga_journal, sagas.inbox""", """
            delete from inventory.product where id = 'past'""", """
            update inventory.product set received = on_hand""");

    private Past() {}

    /** All orders and all that is known about them; the system must be at rest. */
    static void forget(Database database) throws SQLException {
        for (var sql : FORGET) {
            database.execute(sql);
        }
    }

    public static void ofSagas(Database database, int sagas) throws SQLException {
        for (var sql : SAGAS) {
            database.execute(sql.formatted(sagas));
        }
    }

    public static void ofUnsentMessages(Database database, int messages) throws SQLException {
        database.execute(UNSENT.formatted(messages));
    }

    public static void forgetUnsentMessages(Database database) throws SQLException {
        database.execute("delete from orders.outbox where type = 'Unheard'");
    }
}
