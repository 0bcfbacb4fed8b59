package io.steadfast.order.listing;

import io.steadfast.order.Order;
import io.steadfast.order.OrderEnd;
import io.steadfast.order.OrderRepository;
import io.steadfast.order.OrderView;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks orders up. */
@Service
@Transactional(readOnly = true)
public class FindOrders {

    private final OrderRepository orders;
    private final EntityManager entities;

    FindOrders(OrderRepository orders, EntityManager entities) {
        this.orders = orders;
        this.entities = entities;
    }

    public Optional<OrderView> byId(UUID id) {
        return orders.findById(id).map(OrderView::of);
    }

    /** How those of the orders ended that have. */
    public List<OrderEnd> endsOf(Collection<UUID> ids) {
        return orders.findEnds(ids);
    }

    /** The next page, newest first. An order placed meanwhile neither repeats nor hides another one. */
    public OrderPage page(OrderFilter filter, int limit) {
        var query = entities.createQuery(filter.hql(), Order.class).setMaxResults(limit + 1);
        filter.parameters().forEach(query::setParameter);
        // All orders first, then all their lines in one further query.
        List<OrderView> found =
                query.getResultList().stream().map(OrderView::of).toList();
        return OrderPage.of(found, limit);
    }
}
