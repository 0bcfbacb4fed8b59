package io.steadfast.inventory.reservation;

import io.steadfast.messaging.database.Columns;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tables {@code reservation} and {@code reservation_item}. Many reservations cost as many statements as one. Locking
 * and writing need a transaction of the caller's.
 *
 * <p>What reads or changes rows names their keys as {@code = any}, once for each table. PostgreSQL may keep a plan that it
 * made when the table was small: for a lateral look-up it would then read the whole table once an order, for a join once a
 * statement, even if the table had a thousand rows. With the keys it uses the index from a few pages on.
 */
@Component
class ReservationTable {

    private static final String SELECT = """
            select order_id, coalesce(product_ids, '{}') as product_ids, coalesce(quantities, '{}') as quantities,
                   coalesce(available, '{}') as available, status, reason, created_at, updated_at, version
            from reservation
                 left join (
                     select order_id, array_agg(product_id order by product_id) as product_ids,
                            array_agg(quantity order by product_id) as quantities,
                            array_agg(available order by product_id) as available
                     from reservation_item
                     where order_id = any (:orderIds)
                     group by order_id) as items using (order_id)
            where order_id = any (:orderIds)
            """;

    private final JdbcClient jdbc;

    ReservationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Reservation> find(String orderId) {
        return select(List.of(orderId), "").stream().findFirst();
    }

    /** The reservations that exist, locked in the order of their keys, so that two batches cannot lock each other out. */
    List<Reservation> lockAll(Collection<String> orderIds) {
        return select(orderIds, "order by order_id for no key update of reservation");
    }

    private List<Reservation> select(Collection<String> orderIds, String clauses) {
        return jdbc.sql(SELECT + clauses)
                .param("orderIds", orderIds.toArray(String[]::new))
                .query((row, n) -> Reservation.read(row))
                .list();
    }

    /**
     * Writes new reservations.
     *
     * @throws OptimisticLockingFailureException if another transaction has made one of them; nothing may be committed
     */
    void insert(List<Reservation> made) {
        if (made.isEmpty()) {
            return;
        }
        requireAll(made, insertReservations(made));
        insertItems(made.stream()
                .flatMap(reservation -> reservation.items().stream().map(item -> new Line(reservation.orderId(), item)))
                .toList());
    }

    /** In the order of keys, so that two batches wait for each other and not in a circle. */
    private int insertReservations(List<Reservation> made) {
        return jdbc.sql("""
                        insert into reservation (order_id, status, reason, created_at, updated_at, version)
                        select order_id, status, reason, created_at, updated_at, 0
                        from unnest(cast(:orderIds as text[]), cast(:statuses as text[]), cast(:reasons as text[]),
                                    cast(:created as timestamptz[]), cast(:updated as timestamptz[]))
                                 as made (order_id, status, reason, created_at, updated_at)
                        order by order_id collate "C"
                        on conflict (order_id) do nothing""")
                .params(Columns.of(made)
                        .with("orderIds", Reservation::orderId)
                        .with("statuses", reservation -> reservation.status().lowerCase())
                        .with("reasons", reservation -> reservation.reason().orElse(null))
                        .with("created", Reservation::createdAt)
                        .with("updated", Reservation::updatedAt)
                        .parameters())
                .update();
    }

    private void insertItems(List<Line> lines) {
        jdbc.sql("""
                        insert into reservation_item (order_id, product_id, quantity, available)
                        select order_id, product_id, quantity, available
                        from unnest(cast(:orderIds as text[]), cast(:productIds as text[]), cast(:quantities as int[]),
                                    cast(:available as bigint[])) as line (order_id, product_id, quantity, available)""")
                .params(Columns.of(lines)
                        .with("orderIds", Line::orderId)
                        .with("productIds", line -> line.item().productId())
                        .with("quantities", line -> line.item().quantity())
                        .with("available", line -> line.item().available())
                        .parameters())
                .update();
    }

    /**
     * Writes what has become of reservations that were locked.
     *
     * @throws OptimisticLockingFailureException if one of them was not, and somebody else has changed it
     */
    void update(Collection<Reservation> changed) {
        if (changed.isEmpty()) {
            return;
        }
        int updated = jdbc.sql("""
                        update reservation
                        set status = r.status, reason = r.reason, updated_at = r.updated_at,
                            version = reservation.version + 1
                        from unnest(cast(:orderIds as text[]), cast(:versions as bigint[]), cast(:statuses as text[]),
                                    cast(:reasons as text[]), cast(:updated as timestamptz[]))
                                 as r (order_id, version, status, reason, updated_at)
                        where reservation.order_id = any (cast(:orderIds as text[]))
                          and reservation.order_id = r.order_id and reservation.version = r.version""")
                .params(Columns.of(changed)
                        .with("orderIds", Reservation::orderId)
                        .with("versions", Reservation::version)
                        .with("statuses", reservation -> reservation.status().lowerCase())
                        .with("reasons", reservation -> reservation.reason().orElse(null))
                        .with("updated", Reservation::updatedAt)
                        .parameters())
                .update();
        requireAll(changed, updated);
    }

    private static void requireAll(Collection<Reservation> reservations, int written) {
        if (written != reservations.size()) {
            throw new OptimisticLockingFailureException("%d of %d reservations were made or changed by someone else"
                    .formatted(reservations.size() - written, reservations.size()));
        }
    }

    private record Line(String orderId, ReservationItem item) {}
}
