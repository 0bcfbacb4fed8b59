package io.steadfast.saga.placeorder;

import static io.steadfast.saga.engine.SagaScenario.started;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message.InventoryConfirmed;
import io.steadfast.contracts.Message.InventoryReleased;
import io.steadfast.contracts.Message.InventoryReserved;
import io.steadfast.contracts.Message.InventoryUnavailable;
import io.steadfast.contracts.Message.OrderCancellationRequested;
import io.steadfast.contracts.Message.OrderCreated;
import io.steadfast.contracts.Message.OrderStatusUpdated;
import io.steadfast.contracts.OrderStatus;
import io.steadfast.contracts.Shortage;
import io.steadfast.saga.engine.Patience;
import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.engine.SagaScenario;
import java.time.Instant;
import java.util.List;

/** An order of two products, the messages of its saga, and the saga at each of its steps. */
final class PlaceOrderScenarios {

    static final SagaDefinition<?> PLACE_ORDER = PlaceOrder.definition(Patience.DEFAULT);
    static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    static final List<Item> ITEMS = List.of(new Item("item1", 2), new Item("item2", 80));
    static final OrderCreated CREATED = new OrderCreated("o-1", "c-42", ITEMS, OrderStatus.PENDING, NOW);
    static final InventoryReserved RESERVED = new InventoryReserved("o-1", ITEMS);
    static final InventoryUnavailable UNAVAILABLE =
            new InventoryUnavailable("o-1", ITEMS, List.of(new Shortage("item2", 80, 50)));
    static final OrderStatusUpdated ORDER_CONFIRMED = new OrderStatusUpdated("o-1", OrderStatus.CONFIRMED, null, NOW);
    static final OrderStatusUpdated ORDER_CANCELLED =
            new OrderStatusUpdated("o-1", OrderStatus.CANCELLED, "whatever", NOW);
    static final InventoryConfirmed STOCK_CONFIRMED = new InventoryConfirmed("o-1");
    static final InventoryReleased RELEASED = new InventoryReleased("o-1");
    static final OrderCancellationRequested CANCEL = new OrderCancellationRequested("o-1", null);

    private PlaceOrderScenarios() {}

    static SagaScenario<?> atReserveStock() {
        return started(PLACE_ORDER, CREATED);
    }

    static SagaScenario<?> atConfirmOrder() {
        return atReserveStock().receives(RESERVED);
    }

    static SagaScenario<?> atConfirmStock() {
        return atConfirmOrder().receives(ORDER_CONFIRMED);
    }
}
