package io.steadfast.order;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/** Where orders are kept. Needs a transaction of the caller's. */
public interface OrderRepository extends Repository<Order, UUID> {

    /** {@code skip locked}: see {@code org.hibernate.Timeouts}. */
    String SKIP_LOCKED = "-2";

    Order saveAndFlush(Order order);

    Optional<Order> findById(UUID id);

    /** How those of the orders ended that have. */
    @Query("""
            select new io.steadfast.order.OrderEnd(o.id, o.status, o.reason, o.updatedAt) from CustomerOrder o
            where o.id in :ids and o.status <> io.steadfast.contracts.OrderStatus.PENDING""")
    List<OrderEnd> findEnds(Collection<UUID> ids);

    /** The order, whose row stays locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from CustomerOrder o where o.id = :id")
    Optional<Order> lock(UUID id);

    /** The orders that exist, locked in the order of their ids, so that two batches cannot lock each other out. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from CustomerOrder o where o.id in :ids order by o.id")
    List<Order> lockAll(Collection<UUID> ids);

    /** Pending orders whose next announcement is due, locked; those that somebody else has locked are left out. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = SKIP_LOCKED))
    @Query("""
            select o from CustomerOrder o
            where o.status = io.steadfast.contracts.OrderStatus.PENDING and o.nextAnnouncementAt <= :now
            order by o.nextAnnouncementAt""")
    List<Order> lockDue(Instant now, Limit limit);
}
