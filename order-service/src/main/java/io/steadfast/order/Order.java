package io.steadfast.order;

import io.steadfast.contracts.OrderStatus;
import io.steadfast.messaging.wire.TimeOrderedId;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ListIndexBase;
import org.jspecify.annotations.Nullable;

/**
 * An order. It is pending until it is confirmed or cancelled, which is final: repeating an order's end changes nothing,
 * the opposite is refused. All times are the database's. Whoever changes an order holds its row's lock.
 */
@Entity(name = "CustomerOrder")
@Table(name = "orders")
public class Order {

    @Id
    private UUID id;

    /** Null until the row is written, by which the repository knows a new order. */
    @Version
    private @Nullable Long version;

    private String customerId;

    @ElementCollection
    @CollectionTable(name = "order_item", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "line")
    @ListIndexBase(1)
    private List<OrderLine> lines = new ArrayList<>();

    private OrderStatus status;
    private @Nullable String reason;
    private @Nullable String correlationId;
    private @Nullable String traceparent;
    private Instant createdAt;
    private Instant updatedAt;
    private @Nullable UUID cancellationId;
    private @Nullable String cancellationReason;
    private @Nullable Instant nextAnnouncementAt;
    private int announcements;

    @SuppressWarnings("NullAway.Init")
    protected Order() {}

    /** A new, pending order. */
    public Order(String customerId, List<OrderLine> lines, Origin origin, Instant now, Instant nextAnnouncementAt) {
        this.id = TimeOrderedId.next();
        this.customerId = customerId;
        this.lines.addAll(lines);
        this.status = OrderStatus.PENDING;
        this.correlationId = origin.correlationId();
        this.traceparent = origin.traceparent();
        this.createdAt = now;
        this.updatedAt = now;
        this.nextAnnouncementAt = nextAnnouncementAt;
    }

    /** Whether the order is confirmed now, by this call or an earlier one. */
    public boolean confirm(Instant now) {
        return end(OrderStatus.CONFIRMED, now);
    }

    /** Whether the order is cancelled now, by this call or an earlier one, whose reason stays. */
    public boolean cancel(String why, Instant now) {
        boolean first = status == OrderStatus.PENDING;
        boolean cancelled = end(OrderStatus.CANCELLED, now);
        if (first) {
            this.reason = why;
        }
        return cancelled;
    }

    private boolean end(OrderStatus end, Instant now) {
        if (status == OrderStatus.PENDING) {
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
        if (status != OrderStatus.PENDING) {
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
        return List.copyOf(lines);
    }

    public OrderStatus status() {
        return status;
    }

    /** Why it was cancelled. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public Origin origin() {
        return new Origin(correlationId, traceparent);
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
}
