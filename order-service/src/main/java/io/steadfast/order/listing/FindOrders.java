package io.steadfast.order.listing;

import io.steadfast.order.Order;
import io.steadfast.order.OrderEnd;
import io.steadfast.order.OrderTable;
import io.steadfast.order.OrderView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Looks orders up. */
@Service
public class FindOrders {

    private final OrderTable orders;

    FindOrders(OrderTable orders) {
        this.orders = orders;
    }

    public Optional<OrderView> byId(UUID id) {
        return orders.find(id).map(OrderView::of);
    }

    /** How those of the orders ended that have. */
    public List<OrderEnd> endsOf(Collection<UUID> ids) {
        return orders.findEnds(ids);
    }

    /** The next page, newest first. An order placed meanwhile neither repeats nor hides another one. */
    public OrderPage page(OrderFilter filter, int limit) {
        List<Order> found = orders.newest(filter.conditions(), filter.parameters(), limit + 1);
        return OrderPage.of(found.stream().map(OrderView::of).toList(), limit);
    }
}
