package io.steadfast.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Each test breaks one rule by hand in a transaction that it rolls back. */
class ViolationsIT {

    private static final TestDatabase DATABASE = MigratedDatabase.create();

    private Connection connection;
    private JdbcClient jdbc;
    private Rows rows;

    record Violation(String rule, String subject, String detail) {}

    @BeforeEach
    void begin() throws SQLException {
        connection = DATABASE.connect();
        connection.setAutoCommit(false);
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        rows = new Rows(jdbc);
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pending   |              |               |
            pending   | running      | reserve-stock |
            pending   | running      | reserve-stock | active
            pending   | running      | reserve-stock | unavailable
            pending   | stuck        | reserve-stock |
            pending   | stuck        | reserve-stock | active
            pending   | running      | confirm-order | active
            pending   | stuck        | confirm-order | active
            confirmed | running      | confirm-order | active
            confirmed | stuck        | confirm-order | active
            confirmed | running      | confirm-stock | active
            confirmed | running      | confirm-stock | confirmed
            confirmed | stuck        | confirm-stock | confirmed
            confirmed | completed    | confirm-stock | confirmed
            pending   | compensating | release-stock |
            pending   | compensating | release-stock | active
            pending   | compensating | release-stock | released
            pending   | stuck        | release-stock | active
            pending   | compensating | cancel-order  |
            pending   | compensating | cancel-order  | unavailable
            pending   | compensating | cancel-order  | released
            pending   | stuck        | cancel-order  | released
            cancelled | compensating | cancel-order  | released
            cancelled | stuck        | cancel-order  | unavailable
            cancelled | cancelled    | cancel-order  | released
            cancelled | cancelled    | cancel-order  | unavailable
            cancelled | cancelled    | cancel-order  |
            """)
    void whatIsOnItsWayOrHasEndedWellIsNoViolation(
            String order, @Nullable String saga, @Nullable String step, @Nullable String reservation) {
        rows.order(order, saga, step, reservation);
        assertThat(violations()).isEmpty();
    }

    @Test
    void repetitionsThatChangedNothingAreNoViolation() {
        String order = rows.order("confirmed", "completed", "confirm-stock", "confirmed");
        for (String event : List.of("resent", "refused", "stuck", "retried", "cancellation-requested")) {
            rows.journal(order, event, "confirm-stock", "{}");
            rows.journal(order, event, "confirm-stock", "{}");
        }
        rows.journal(
                order, "ignored", "confirm-stock", "{\"message\": \"InventoryReserved\", \"why\": \"already past\"}");
        assertThat(violations()).isEmpty();
    }

    private static final String PURGE = """
            delete from sagas.saga_journal where saga_id in (select id from sagas.saga where business_key = :order);
            with gone as (delete from sagas.saga where business_key = :order returning *)
            insert into sagas.purged_saga (business_key, type, saga_id, status, step, finished_at)
            select business_key, type, id, status, step, finished_at from gone;
            """;

    @Test
    void anOrderWhoseSagaWasPurgedIsNoViolation() {
        run(rows.order("confirmed", "completed", "confirm-stock", "confirmed"), PURGE);
        run(rows.order("cancelled", "cancelled", "cancel-order", "released"), PURGE);
        assertThat(violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update sagas.purged_saga set status = 'cancelled', step = 'cancel-order'        | 2 order, saga and stock agree | the saga undid everything but the order
            update inventory.reservation set status = 'active'; \
            update inventory.product set on_hand = 100, reserved = 2 where id = 'item1'     | 2 order, saga and stock agree | the saga completed without sold stock
            delete from sagas.purged_saga                                                   | 1 one saga per order          | has no saga
            delete from orders.order_item; delete from orders.orders                        | 1 one saga per order          | is completed and has no order
            insert into sagas.saga select (jsonb_populate_record(null::sagas.saga, jsonb_build_object( \
            'id', gen_random_uuid(), 'type', type, 'definition_version', 1, 'business_key', business_key, \
            'status', 'running', 'step', 'confirm-stock', 'attempt', 1, 'command_id', saga_id, 'commanded_at', now(), \
            'held_in_outbox', false, 'deadline_at', now(), 'undos', '[]'::jsonb, 'data', '{}'::jsonb, 'version', 1, \
            'started_at', now(), 'updated_at', now()))).* from sagas.purged_saga            | 1 one saga per order          | 2 sagas have this order
            """)
    void aPurgedSagaStillHasToAgreeWithItsOrder(String damage, String rule, String detail) {
        String order = rows.order("confirmed", "completed", "confirm-stock", "confirmed");
        run(order, PURGE);
        breaks(order, damage, rule, detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delete from sagas.saga where business_key = :order                          | has no saga
            delete from orders.order_item where order_id = cast(:order as uuid); \
            delete from orders.orders where id = cast(:order as uuid)                   | has no order
            alter table sagas.saga drop constraint saga_business_key_type_key; \
            insert into sagas.saga select (jsonb_populate_record(s, '{"id": "01993e8e-0000-7000-8000-000000000000", \
            "status": "stuck", "stuck_reason": "silent", "stuck_since": "2026-11-23", "finished_at": null}')).* \
            from sagas.saga s where business_key = :order                               | 2 sagas have this order
            """)
    void everyOrderHasExactlyOneSagaAndEverySagaOneOrder(String damage, String detail) {
        String order = rows.order("confirmed", "completed", "confirm-stock", "confirmed");
        breaks(order, damage, "1 one saga per order", detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"announcements = 1", "next_announcement_at = now() - interval '1 second'"})
    void aPendingOrderThatNobodyHasHeardOfForMinutesIsAViolation(String silence) {
        String order = rows.order("pending", null, null, null);
        breaks(order, pendingSinceMinutes(silence), "1 one saga per order", "has no saga");
    }

    @Test
    void anOldOrderIsNoViolationWhileItsMessageWaitsOrHasJustLeft() {
        run(rows.order("pending", null, null, null), pendingSinceMinutes("announcements = 0"));
        String waiting = rows.order("pending", null, null, null);
        run(waiting, pendingSinceMinutes("announcements = 1"));
        rows.message("orders", waiting, "1 minute");
        assertThat(violations()).isEmpty();
    }

    private static String pendingSinceMinutes(String silence) {
        return "update orders.orders set created_at = now() - interval '6 minutes', %s where id = cast(:order as uuid)"
                .formatted(silence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pending   | running      | reserve-stock | active   | order confirmed              | confirmed before the pivot
            confirmed | running      | confirm-order | active   | reservation released         | confirmed without stock
            confirmed | running      | confirm-order |          |                              | confirmed without stock
            pending   | running      | reserve-stock |          | order cancelled              | cancelled by nobody
            cancelled | compensating | cancel-order  | released | reservation active           | stock is reserved for a cancelled order
            confirmed | completed    | confirm-stock | confirmed | order pending               | the saga completed without a confirmed order
            confirmed | completed    | confirm-stock | confirmed | reservation active          | the saga completed without sold stock
            cancelled | cancelled    | cancel-order  | released | order pending                | the saga undid everything but the order
            cancelled | cancelled    | cancel-order  | released | reservation active           | the saga undid everything but the stock
            confirmed | running      | confirm-order | active   | reservation confirmed        | stock was sold before the saga said so
            """)
    void orderSagaAndStockAgree(
            String order,
            String saga,
            String step,
            @Nullable String reservation,
            @Nullable String damage,
            String detail) {
        String id = rows.order(order, saga, step, reservation);
        String[] change = damage == null ? new String[] {"nothing", ""} : damage.split(" ");
        breaks(id, change(change[0], change[1]), "2 order, saga and stock agree", detail);
    }

    /** The stock is moved with the reservation, so that it adds up and only the end is wrong. */
    private static String change(String what, String status) {
        return switch (what) {
            case "order" -> """
                update orders.orders
                set status = '%1$s', reason = 'by hand',
                    next_announcement_at = case '%1$s' when 'pending' then now() + interval '1 minute' end
                where id = cast(:order as uuid)""".formatted(status);
            case "reservation" -> """
                update inventory.reservation set status = '%s' where order_id = :order;
                update inventory.product
                set reserved = (select coalesce(sum(2), 0) from inventory.reservation where status = 'active'),
                    on_hand = received - (select coalesce(sum(2), 0) from inventory.reservation where status = 'confirmed')
                where id = 'item1'""".formatted(status);
            default -> "select";
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update inventory.product set reserved = 3 where id = 'item1' | item1 | 3 reserved, but active reservations of 2
            update inventory.product set on_hand = 99 where id = 'item1' | item1 | 100 received less 0 sold, but 99 on hand
            delete from inventory.product where id = 'item1'             | item1 | no such product, but 2 reserved and 0 sold
            alter table inventory.product drop constraint product_on_hand_check, drop constraint product_check; \
            insert into inventory.product values ('hole', -1, 0, -1, 0)  | hole  | -1 received, -1 on hand, 0 reserved
            """)
    void stockIsNeitherMadeNorLost(String damage, String product, String detail) {
        String order = rows.order("pending", "running", "confirm-order", "active");
        run(order, damage);
        assertThat(violations()).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo("3 stock adds up");
            assertThat(violation.subject()).isEqualTo(product);
            assertThat(violation.detail()).contains(detail);
        });
    }

    @Test
    void aSagaPastItsDeadlineIsAViolationAfterFiveMinutes() {
        String order = rows.order("pending", "running", "reserve-stock", null);
        run(order, "update sagas.saga set deadline_at = now() - interval '4 minutes' where business_key = :order");
        assertThat(violations()).isEmpty();
        breaks(
                order,
                "update sagas.saga set deadline_at = now() - interval '6 minutes' where business_key = :order",
                "4 nothing is overdue",
                "is running in reserve-stock, and its deadline passed at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "inventory", "sagas"})
    void aMessageThatCouldHaveLeftTheOutboxIsAViolationAfterFiveMinutes(String schema) {
        rows.message(schema, "young", "4 minutes");
        assertThat(violations()).isEmpty();
        rows.message(schema, "old", "6 minutes");
        breaks("old", "select", "4 nothing is overdue", "waits in " + schema + ".outbox since");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"parked_at = now()", "next_attempt_at = now() + interval '1 minute'", "next_attempt_at = now()"})
    void aParkedMessageAndOneThatBacksOffHoldTheirFollowersAndAreNoViolation(String held) {
        long first = rows.message("sagas", "order", "20 minutes");
        rows.message("sagas", "order", "19 minutes");
        jdbc.sql("update sagas.outbox set %s where id = ?".formatted(held))
                .param(first)
                .update();
        assertThat(violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            insert into inventory.reservation select (jsonb_populate_record(r, \
            jsonb_build_object('order_id', upper(r.order_id), 'status', 'released'))).* \
            from inventory.reservation r where order_id = :order              | 2 reservations have this order
            update sagas.saga_journal set event = 'succeeded' \
            where event = 'sent' and step = 'confirm-stock'                   | confirm-stock succeeded 2 times
            update sagas.saga_journal set event = 'completed' \
            where event = 'sent' and step = 'confirm-stock'                   | is completed, but its journal says completed and completed
            update sagas.saga_journal set event = 'cancelled' \
            where event = 'completed'                                         | is completed, but its journal says cancelled
            delete from sagas.saga_journal where event = 'completed'          | is completed, but its journal says nothing of an end
            update sagas.saga set status = 'running', finished_at = null, \
            deadline_at = now()                                               | is running, but its journal says completed
            """)
    void nothingHappensTwice(String damage, String detail) {
        String order = rows.order("confirmed", "completed", "confirm-stock", "confirmed");
        breaks(order, damage, "5 nothing happens twice", detail);
    }

    private void breaks(String order, String damage, String rule, String detail) {
        run(order, damage);
        assertThat(violations()).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.subject()).isEqualTo(order);
            assertThat(violation.detail()).contains(detail);
        });
    }

    private void run(String order, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql.replace(":order", "'" + order + "'"));
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** As people see them: by the reader's role. */
    private List<Violation> violations() {
        run("", "set local role saga_reader");
        List<Violation> found = jdbc.sql("select rule, subject, detail from audit.violations")
                .query((row, n) -> new Violation(row.getString(1), row.getString(2), row.getString(3)))
                .list();
        run("", "reset role");
        return found;
    }
}
