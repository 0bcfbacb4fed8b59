package io.steadfast.acceptance.system;

import static io.steadfast.acceptance.system.Service.INVENTORY_SERVICE;
import static io.steadfast.acceptance.system.Service.ORDER_SERVICE;
import static io.steadfast.acceptance.system.Service.SAGA_ORCHESTRATOR;

import io.steadfast.contracts.Item;
import java.util.ArrayList;
import java.util.List;

/** Three orders, each held with a message of its own at another place of its way until {@link #goOn()}. */
public final class UnderWay implements AutoCloseable {

    private final Orders shop;
    private final Holds holds;
    private final String product;
    private final List<Hold> held = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();

    private UnderWay(Steadfast steadfast, String product) {
        this.shop = steadfast.orders();
        this.holds = steadfast.holds();
        this.product = product;
    }

    /** The outbox of each service has a message. */
    public static UnderWay outOfEveryService(Steadfast steadfast, String product) {
        var underWay = new UnderWay(steadfast, product);
        underWay.held.add(underWay.holds.beforePublishing(INVENTORY_SERVICE));
        underWay.place(INVENTORY_SERVICE, "InventoryReserved");
        underWay.held.add(underWay.holds.beforePublishing(SAGA_ORCHESTRATOR));
        underWay.place(SAGA_ORCHESTRATOR, "ReserveInventory");
        underWay.held.add(underWay.holds.beforePublishing(ORDER_SERVICE));
        underWay.place(ORDER_SERVICE, "OrderCreated");
        return underWay;
    }

    /** Each service has a message on its way to it. */
    public static UnderWay intoEveryService(Steadfast steadfast, String product) {
        var underWay = new UnderWay(steadfast, product);
        try (var reply = underWay.holds.beforePublishing(INVENTORY_SERVICE)) {
            var confirmed = underWay.place(INVENTORY_SERVICE, "InventoryReserved");
            underWay.held.add(underWay.holds.beforePublishing(SAGA_ORCHESTRATOR));
            reply.release();
            underWay.holds.awaitInOutbox(SAGA_ORCHESTRATOR, "ConfirmOrder", confirmed);
        }
        underWay.place(SAGA_ORCHESTRATOR, "ReserveInventory");
        underWay.held.add(underWay.holds.beforePublishing(ORDER_SERVICE));
        underWay.place(ORDER_SERVICE, "OrderCreated");
        return underWay;
    }

    private String place(Service service, String message) {
        var order = shop.place(new Item(product, 1));
        holds.awaitInOutbox(service, message, order);
        orders.add(order);
        return order;
    }

    public List<String> orders() {
        return List.copyOf(orders);
    }

    /** Lets the messages be published. */
    public void goOn() {
        held.forEach(Hold::release);
    }

    @Override
    public void close() {
        goOn();
    }
}
