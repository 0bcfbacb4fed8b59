package io.steadfast.inventory.reservation;

import io.steadfast.inventory.stock.Stock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One order's reservation: all that the order asked for or nothing. It answers a repeated command with what it has
 * recorded. Whoever changes it holds its row's lock and the stock of its {@link #items}.
 */
public final class Reservation {

    private final String orderId;
    private final List<ReservationItem> items;
    private final Instant createdAt;
    private ReservationStatus status;
    private @Nullable String reason;
    private Instant updatedAt;

    /** As it was read; counts the changes that were written. */
    private long version;

    private Reservation(String orderId, List<ReservationItem> items, ReservationStatus status, Instant createdAt) {
        this.orderId = orderId;
        this.items = items;
        this.status = status;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    /** The reservation of a row. */
    static Reservation read(ResultSet row) throws SQLException {
        var reservation = new Reservation(
                row.getString("order_id"),
                ReservationItem.read(row),
                ReservationStatus.of(row.getString("status")),
                row.getTimestamp("created_at").toInstant());
        reservation.reason = row.getString("reason");
        reservation.updatedAt = row.getTimestamp("updated_at").toInstant();
        reservation.version = row.getLong("version");
        return reservation;
    }

    /** Reserves all of the demand, or records how much was missing. */
    static Reservation reserve(String orderId, Demand demand, Stock stock, Instant now) {
        List<ReservationItem> items = demand.quantities().entrySet().stream()
                .map(wanted -> item(wanted, stock))
                .toList();
        boolean enough = items.stream().noneMatch(ReservationItem::isShort);
        if (enough) {
            items.forEach(item -> stock.reserve(item.productId(), item.quantity()));
        }
        var status = enough ? ReservationStatus.ACTIVE : ReservationStatus.UNAVAILABLE;
        return new Reservation(orderId, items, status, now);
    }

    private static ReservationItem item(Map.Entry<String, Integer> wanted, Stock stock) {
        long available = stock.available(wanted.getKey());
        boolean enough = available >= wanted.getValue();
        return new ReservationItem(wanted.getKey(), wanted.getValue(), enough ? null : available);
    }

    /** What remains of a release that came before the reserve that it undoes: that one will find it and do nothing. */
    static Reservation tombstone(String orderId, @Nullable String reason, Instant now) {
        var tombstone = new Reservation(orderId, List.of(), ReservationStatus.RELEASED, now);
        tombstone.reason = reason;
        return tombstone;
    }

    /** What is answered to the order's first demand, and to every repetition of it. */
    Outcome demanded() {
        return switch (status) {
            case ACTIVE, CONFIRMED -> new Outcome.Reserved(items());
            case UNAVAILABLE -> new Outcome.Unavailable(items());
            case RELEASED -> new Outcome.Released();
        };
    }

    Outcome confirm(Stock stock, Instant now) {
        return switch (status) {
            case ACTIVE -> {
                items.forEach(item -> stock.sell(item.productId(), item.quantity()));
                become(ReservationStatus.CONFIRMED, now);
                yield new Outcome.Confirmed();
            }
            case CONFIRMED -> new Outcome.Confirmed();
            case RELEASED, UNAVAILABLE -> Outcome.Refused.in(status, "nothing is reserved for this order");
        };
    }

    Outcome release(@Nullable String why, Stock stock, Instant now) {
        return switch (status) {
            case ACTIVE -> {
                items.forEach(item -> stock.release(item.productId(), item.quantity()));
                yield released(why, now);
            }
            // A late repetition of the demand must not try again after the order was given up.
            case UNAVAILABLE -> released(why, now);
            case RELEASED -> new Outcome.Released();
            case CONFIRMED -> Outcome.Refused.in(status, "the stock has left the house");
        };
    }

    private Outcome released(@Nullable String why, Instant now) {
        become(ReservationStatus.RELEASED, now);
        reason = why;
        return new Outcome.Released();
    }

    private void become(ReservationStatus next, Instant now) {
        status.requireMayBecome(next);
        status = next;
        updatedAt = now;
    }

    public String orderId() {
        return orderId;
    }

    public ReservationStatus status() {
        return status;
    }

    /** In the order of product ids; none if it was released before it was demanded. */
    public List<ReservationItem> items() {
        return items;
    }

    /** What the release said. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** The last change of status. */
    public Instant updatedAt() {
        return updatedAt;
    }

    long version() {
        return version;
    }
}
