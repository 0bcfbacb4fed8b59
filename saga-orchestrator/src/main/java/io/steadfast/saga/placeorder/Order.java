package io.steadfast.saga.placeorder;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message.OrderCreated;
import java.util.List;

/** What the saga remembers of its order. */
record Order(String id, String customerId, List<Item> items) {

    static Order of(OrderCreated created) {
        return new Order(created.id(), created.customerId(), List.copyOf(created.items()));
    }
}
