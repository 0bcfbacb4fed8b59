package io.steadfast.inventory.reservation;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes reservations that did not exist, all of a batch with two statements. Not by JPA, which finds out by a failing
 * statement, and logs as an error, what is only a lost race: that another transaction has made one of them first.
 */
@Component
class NewReservations {

    private final JdbcClient jdbc;

    NewReservations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws OptimisticLockingFailureException if another transaction has made one of them; nothing may be committed */
    void write(List<Reservation> made) {
        if (made.isEmpty()) {
            return;
        }
        int written = writeReservations(made);
        if (written != made.size()) {
            throw new OptimisticLockingFailureException(
                    "%d of %d reservations were made by someone else".formatted(made.size() - written, made.size()));
        }
        writeItems(made.stream()
                .flatMap(reservation -> reservation.items().stream().map(item -> new Line(reservation.orderId(), item)))
                .toList());
    }

    /** In the order of keys, so that two batches wait for each other and not in a circle. */
    private int writeReservations(List<Reservation> made) {
        return jdbc.sql("""
                        insert into reservation (order_id, status, reason, created_at, updated_at, version)
                        select order_id, status, reason, created_at, updated_at, 0
                        from unnest(cast(:orderIds as text[]), cast(:statuses as text[]), cast(:reasons as text[]),
                                    cast(:created as timestamptz[]), cast(:updated as timestamptz[]))
                                 as made (order_id, status, reason, created_at, updated_at)
                        order by order_id collate "C"
                        on conflict (order_id) do nothing""")
                .param("orderIds", texts(made, Reservation::orderId))
                .param(
                        "statuses",
                        texts(made, reservation -> reservation.status().lowerCase()))
                .param(
                        "reasons",
                        texts(made, reservation -> reservation.reason().orElse(null)))
                .param(
                        "created",
                        texts(made, reservation -> reservation.createdAt().toString()))
                .param(
                        "updated",
                        texts(made, reservation -> reservation.updatedAt().toString()))
                .update();
    }

    private record Line(String orderId, ReservationItem item) {}

    private void writeItems(List<Line> lines) {
        jdbc.sql("""
                        insert into reservation_item (order_id, product_id, quantity, available)
                        select order_id, product_id, quantity, available
                        from unnest(cast(:orderIds as text[]), cast(:productIds as text[]), cast(:quantities as int[]),
                                    cast(:available as bigint[])) as line (order_id, product_id, quantity, available)""")
                .param("orderIds", texts(lines, Line::orderId))
                .param("productIds", texts(lines, line -> line.item().productId()))
                .param(
                        "quantities",
                        lines.stream().map(line -> line.item().quantity()).toArray(Integer[]::new))
                .param(
                        "available",
                        lines.stream().map(line -> line.item().available()).toArray(Long[]::new))
                .update();
    }

    private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }
}
