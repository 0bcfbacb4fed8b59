package io.steadfast.order;

import io.steadfast.contracts.OrderStatus;
import io.steadfast.messaging.wire.TimeOrderedId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order. It is pending until it is confirmed or cancelled, which is final: repeating an order's end changes nothing,
 * the opposite is refused. All times are the database's. Whoever changes an order holds its row's lock.
 */
public final class Order {

    private final UUID id;
    private final String customerId;
    private final List<OrderLine> lines;
    private final Origin origin;
    private final Instant createdAt;
    private OrderStatus status = OrderStatus.PENDING;
    private @Nullable String reason;
    private Instant updatedAt;
    private @Nullable UUID cancellationId;
    private @Nullable String cancellationReason;
    private @Nullable Instant nextAnnouncementAt;
    private int announcements;

    /** As it was read; counts the changes that were written. */
    private long version;

    /** A new, pending order. */
    public Order(String customerId, List<OrderLine> lines, Origin origin, Instant now, Instant nextAnnouncementAt) {
        this(TimeOrderedId.next(), customerId, lines, origin, now);
        this.nextAnnouncementAt = nextAnnouncementAt;
    }

    private Order(UUID id, String customerId, List<OrderLine> lines, Origin origin, Instant createdAt) {
        this.id = id;
        this.customerId = customerId;
        this.lines = List.copyOf(lines);
        this.origin = origin;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    /** The order of a row. */
    static Order read(ResultSet row) throws SQLException {
        var order = new Order(
                row.getObject("id", UUID.class),
                row.getString("customer_id"),
                OrderLine.read(row.getArray("product_ids"), row.getArray("quantities")),
                new Origin(row.getString("correlation_id"), row.getString("traceparent")),
                row.getTimestamp("created_at").toInstant());
        order.status = status(row.getString("status"));
        order.reason = row.getString("reason");
        order.updatedAt = row.getTimestamp("updated_at").toInstant();
        order.cancellationId = row.getObject("cancellation_id", UUID.class);
        order.cancellationReason = row.getString("cancellation_reason");
        var next = row.getTimestamp("next_announcement_at");
        order.nextAnnouncementAt = next == null ? null : next.toInstant();
        order.announcements = row.getInt("announcements");
        order.version = row.getLong("version");
        return order;
    }

    /** In SQL a status has the same lower-case name as on the wire. */
    static OrderStatus status(String column) {
        return OrderStatus.valueOf(column.toUpperCase(Locale.ROOT));
    }

    /** Whether the order is confirmed now, by this call or an earlier one. */
    public boolean confirm(Instant now) {
        return end(OrderStatus.CONFIRMED, now);
    }

    /** Whether the order is cancelled now, by this call or an earlier one, whose reason stays. */
    public boolean cancel(String why, Instant now) {
        boolean first = isPending();
        boolean cancelled = end(OrderStatus.CANCELLED, now);
        if (first) {
            this.reason = why;
        }
        return cancelled;
    }

    private boolean end(OrderStatus end, Instant now) {
        if (isPending()) {
            status = end;
            updatedAt = now;
            nextAnnouncementAt = null;
        }
        return status == end;
    }

    /**
     * Notes that the customer wants a pending order cancelled; the saga decides.
     *
     * @return whether this is the first request
     */
    public boolean requestCancellation(@Nullable String why) {
        requirePending();
        if (cancellationId != null) {
            return false;
        }
        cancellationId = TimeOrderedId.next();
        cancellationReason = why;
        return true;
    }

    /** Counts an announcement. */
    public void announcedAgain(Instant next) {
        announcements++;
        announceNotBefore(next);
    }

    /** Puts the next announcement off. */
    public void announceNotBefore(Instant next) {
        requirePending();
        nextAnnouncementAt = next;
    }

    private void requirePending() {
        if (!isPending()) {
            throw new IllegalStateException("Order " + id + " is " + status);
        }
    }

    public UUID id() {
        return id;
    }

    public String customerId() {
        return customerId;
    }

    public List<OrderLine> lines() {
        return lines;
    }

    public OrderStatus status() {
        return status;
    }

    public boolean isPending() {
        return status == OrderStatus.PENDING;
    }

    /** Why it was cancelled. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public Origin origin() {
        return origin;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** The last change of status. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** The id of the message that asks for the cancellation, if the customer did. */
    public Optional<UUID> cancellationId() {
        return Optional.ofNullable(cancellationId);
    }

    public Optional<String> cancellationReason() {
        return Optional.ofNullable(cancellationReason);
    }

    public int announcements() {
        return announcements;
    }

    /** When a pending order is announced again. */
    Optional<Instant> nextAnnouncementAt() {
        return Optional.ofNullable(nextAnnouncementAt);
    }

    long version() {
        return version;
    }
}
