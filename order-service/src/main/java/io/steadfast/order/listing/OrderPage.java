package io.steadfast.order.listing;

import io.steadfast.order.OrderView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some orders, newest first.
 *
 * @param next where the next page starts; null if there is none
 */
public record OrderPage(List<OrderView> orders, @Nullable Place next) {

    /** @param found one more than the limit if there is another page */
    static OrderPage of(List<OrderView> found, int limit) {
        if (found.size() <= limit) {
            return new OrderPage(found, null);
        }
        List<OrderView> orders = found.subList(0, limit);
        OrderView last = orders.get(limit - 1);
        return new OrderPage(orders, new Place(last.createdAt(), last.id()));
    }
}
