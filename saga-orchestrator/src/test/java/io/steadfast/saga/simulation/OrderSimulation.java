package io.steadfast.saga.simulation;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message.CancelOrder;
import io.steadfast.contracts.Message.Command;
import io.steadfast.contracts.Message.ConfirmOrder;
import io.steadfast.saga.engine.Patience;
import io.steadfast.saga.placeorder.PlaceOrder;
import java.util.List;

/** Orders, whose customers cancel and whose service announces them again. */
final class OrderSimulation extends Simulation {

    final ModelOrders orders;
    final ModelStock stock;
    private final ModelSagas<?> sagas;

    OrderSimulation(long seed, Mutation mutation) {
        super(seed);
        boolean dedups = mutation != Mutation.NO_INBOX;
        orders = new ModelOrders(this::newId, dedups, () -> fault(0.1));
        stock = new ModelStock(this::newId, dedups, mutation != Mutation.NO_TOMBSTONES, () -> fault(0.1));
        sagas = new ModelSagas<>(this::newId, dedups, PlaceOrder.definition(Patience.DEFAULT));
    }

    @Override
    ModelSagas<?> sagas() {
        return sagas;
    }

    @Override
    List<ModelService<?>> services() {
        return List.of(orders, stock, sagas);
    }

    @Override
    ModelService<?> receiverOf(Envelope message) {
        if (!(message.data() instanceof Command)) {
            return sagas;
        }
        return message.data() instanceof ConfirmOrder || message.data() instanceof CancelOrder ? orders : stock;
    }

    @Override
    void begin(int number) {
        String id = "order-" + number;
        List<Item> items = List.of(new Item("a", 1 + random.nextInt(3)), new Item("b", 1 + random.nextInt(4)));
        tell("customer places", id);
        orders.transaction(false, () -> orders.place(id, items));
    }

    @Override
    void actAsCustomer() {
        pick(orders.pending(), random.nextBoolean() ? this::cancel : this::announceAgain);
    }

    @Override
    void insist() {
        orders.pending().forEach(this::announceAgain);
    }

    @Override
    boolean isAnswered() {
        return orders.pending().isEmpty();
    }

    @Override
    List<String> brokenRules() {
        return ConservationRules.brokenIn(this);
    }

    private void cancel(String id) {
        tell("customer cancels", id);
        orders.transaction(false, () -> orders.requestCancellation(id));
    }

    private void announceAgain(String id) {
        tell("order announces itself again", id);
        orders.transaction(false, () -> orders.announceAgain(id));
    }
}
