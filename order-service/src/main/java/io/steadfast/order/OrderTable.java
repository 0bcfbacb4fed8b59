package io.steadfast.order;

import io.steadfast.contracts.OrderStatus;
import io.steadfast.messaging.database.Columns;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tables {@code orders} and {@code order_item}. Many orders cost as many statements as one. Whoever locks or writes
 * has a transaction open; what was locked and changed is not written before {@link #update} is called.
 *
 * <p>What reads or changes rows names their keys as {@code = any}, once for each table: PostgreSQL may keep a plan that it
 * made when the table was small, and for a join it would then read the whole of it, for a lateral look-up even once an
 * order.
 */
@Component
public class OrderTable {

    private static final String SELECT = """
            select id, customer_id, coalesce(product_ids, '{}') as product_ids, coalesce(quantities, '{}') as quantities,
                   status, reason, correlation_id, traceparent, created_at, updated_at, cancellation_id,
                   cancellation_reason, next_announcement_at, announcements, version
            from orders
                 left join (
                     select order_id, array_agg(product_id order by line) as product_ids,
                            array_agg(quantity order by line) as quantities
                     from order_item
                     where order_id = any (:ids)
                     group by order_id) as items on order_id = id
            where id = any (:ids)
            """;

    private final JdbcClient jdbc;

    OrderTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes new orders. */
    public void insert(List<Order> orders) {
        jdbc.sql("""
                        insert into orders (id, customer_id, status, correlation_id, traceparent, created_at, updated_at,
                                            next_announcement_at, version)
                        select id, customer_id, 'pending', correlation_id, traceparent, created_at, created_at,
                               next_announcement_at, 0
                        from unnest(cast(:ids as uuid[]), cast(:customers as text[]), cast(:correlations as text[]),
                                    cast(:traces as text[]), cast(:created as timestamptz[]),
                                    cast(:announcements as timestamptz[]))
                                 as o (id, customer_id, correlation_id, traceparent, created_at, next_announcement_at)""")
                .params(Columns.of(orders)
                        .with("ids", Order::id)
                        .with("customers", Order::customerId)
                        .with("correlations", order -> order.origin().correlationId())
                        .with("traces", order -> order.origin().traceparent())
                        .with("created", Order::createdAt)
                        .with(
                                "announcements",
                                order -> order.nextAnnouncementAt().orElseThrow())
                        .parameters())
                .update();
        insertLines(orders.stream().flatMap(NumberedLine::of).toList());
    }

    private void insertLines(List<NumberedLine> lines) {
        jdbc.sql("""
                        insert into order_item (order_id, line, product_id, quantity)
                        select order_id, line, product_id, quantity
                        from unnest(cast(:orders as uuid[]), cast(:numbers as int[]), cast(:products as text[]),
                                    cast(:quantities as int[])) as item (order_id, line, product_id, quantity)""")
                .params(Columns.of(lines)
                        .with("orders", NumberedLine::orderId)
                        .with("numbers", NumberedLine::number)
                        .with("products", line -> line.content().productId())
                        .with("quantities", line -> line.content().quantity())
                        .parameters())
                .update();
    }

    /**
     * Writes what has become of orders that were locked.
     *
     * @throws OptimisticLockingFailureException if one of them was not, and somebody else has changed it
     */
    public void update(Collection<Order> orders) {
        if (orders.isEmpty()) {
            return;
        }
        int written = jdbc.sql("""
                        update orders
                        set status = o.status, reason = o.reason, updated_at = o.updated_at,
                            cancellation_id = o.cancellation_id, cancellation_reason = o.cancellation_reason,
                            next_announcement_at = o.next_announcement_at, announcements = o.announcements,
                            version = orders.version + 1
                        from unnest(cast(:ids as uuid[]), cast(:versions as bigint[]), cast(:statuses as text[]),
                                    cast(:reasons as text[]), cast(:updated as timestamptz[]),
                                    cast(:cancellationIds as uuid[]), cast(:cancellationReasons as text[]),
                                    cast(:nextAnnouncements as timestamptz[]), cast(:announcements as int[]))
                                 as o (id, version, status, reason, updated_at, cancellation_id, cancellation_reason,
                                       next_announcement_at, announcements)
                        where orders.id = any (cast(:ids as uuid[]))
                          and orders.id = o.id and orders.version = o.version""")
                .params(Columns.of(orders)
                        .with("ids", Order::id)
                        .with("versions", Order::version)
                        .with("statuses", order -> lowerCase(order.status()))
                        .with("reasons", order -> order.reason().orElse(null))
                        .with("updated", Order::updatedAt)
                        .with("cancellationIds", order -> order.cancellationId().orElse(null))
                        .with(
                                "cancellationReasons",
                                order -> order.cancellationReason().orElse(null))
                        .with(
                                "nextAnnouncements",
                                order -> order.nextAnnouncementAt().orElse(null))
                        .with("announcements", Order::announcements)
                        .parameters())
                .update();
        if (written != orders.size()) {
            throw new OptimisticLockingFailureException(
                    "%d of %d orders were changed by someone else".formatted(orders.size() - written, orders.size()));
        }
    }

    /** The order, whose row stays locked until the transaction ends. */
    public Optional<Order> lock(UUID id) {
        return lockAll(List.of(id)).stream().findFirst();
    }

    /** The orders that exist, locked in the order of their ids, so that two batches cannot lock each other out. */
    public List<Order> lockAll(Collection<UUID> ids) {
        return select(ids, "order by id for no key update of orders");
    }

    /** Pending orders whose next announcement is due, locked; those that somebody else has locked are left out. */
    public List<Order> lockDue(Instant now, int limit) {
        List<UUID> ids = jdbc.sql("""
                        select id
                        from orders
                        where status = 'pending' and next_announcement_at <= cast(:now as timestamptz)
                        order by next_announcement_at
                        limit :limit
                        for no key update skip locked""")
                .param("now", now.toString())
                .param("limit", limit)
                .query(UUID.class)
                .list();
        return ids.isEmpty() ? List.of() : select(ids, "order by next_announcement_at");
    }

    public Optional<Order> find(UUID id) {
        return select(List.of(id), "").stream().findFirst();
    }

    /**
     * Orders as they were last committed, newest first.
     *
     * @param conditions what they have in common
     * @param parameters of the conditions
     */
    public List<Order> newest(String conditions, Map<String, ?> parameters, int limit) {
        List<UUID> ids = jdbc.sql(
                        "select id from orders where " + conditions + " order by created_at desc, id desc limit :limit")
                .params(parameters)
                .param("limit", limit)
                .query(UUID.class)
                .list();
        return select(ids, "order by created_at desc, id desc");
    }

    private List<Order> select(Collection<UUID> ids, String clauses) {
        return jdbc.sql(SELECT + clauses)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, n) -> Order.read(row))
                .list();
    }

    /** How those of the orders ended that have. */
    public List<OrderEnd> findEnds(Collection<UUID> ids) {
        return jdbc.sql("""
                        select id, status, reason, updated_at
                        from orders
                        where id = any (:ids) and status <> 'pending'""")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, n) -> new OrderEnd(
                        row.getObject("id", UUID.class),
                        Order.status(row.getString("status")),
                        row.getString("reason"),
                        row.getTimestamp("updated_at").toInstant()))
                .list();
    }

    private static String lowerCase(OrderStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private record NumberedLine(UUID orderId, int number, OrderLine content) {

        static Stream<NumberedLine> of(Order order) {
            return IntStream.range(0, order.lines().size())
                    .mapToObj(n ->
                            new NumberedLine(order.id(), n + 1, order.lines().get(n)));
        }
    }
}
