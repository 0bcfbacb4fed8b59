package io.steadfast.order.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.steadfast.order.listing.OrderPage;
import io.steadfast.order.listing.Place;
import io.steadfast.web.paging.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of orders; {@code next} is absent on the last one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderListBody(List<OrderBody> items, @Nullable String next) {

    static OrderListBody of(OrderPage page) {
        Place next = page.next();
        return new OrderListBody(
                page.orders().stream().map(OrderBody::of).toList(),
                next == null ? null : new Cursor(next.createdAt(), next.id()).encoded());
    }
}
