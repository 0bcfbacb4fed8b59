package io.steadfast.saga.simulation;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message.CancelOrder;
import io.steadfast.contracts.Message.Command;
import io.steadfast.contracts.Message.ConfirmOrder;
import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.engine.Patience;
import io.steadfast.saga.engine.SagaStatus;
import io.steadfast.saga.placeorder.PlaceOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One run: a few orders among faults, chosen by the seed, then quiet. The broker loses, repeats, reorders and delays;
 * services crash between any two writes; customers cancel, deadlines pass and operators retry at any moment.
 */
final class Simulation {

    /** What is switched off, to see that the simulation would notice. */
    enum Mutation {
        NONE,
        NO_INBOX,
        NO_TOMBSTONES
    }

    private static final int ORDERS = 4;
    private static final int FAULTY_ACTIONS = 160;
    private static final int QUIET_ROUNDS = 40;
    private static final double FAULT = 0.15;

    final ModelOrders orders;
    final ModelStock stock;
    final ModelSagas<?> sagas;
    private final Random random;
    private final List<ModelService<?>> services;
    private final List<Envelope> broker = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private boolean telling;
    private boolean quiet;
    private int placed;

    Simulation(long seed, Mutation mutation) {
        random = new Random(seed);
        boolean dedups = mutation != Mutation.NO_INBOX;
        ModelService.Ids ids = () -> new UUID(random.nextLong(), random.nextLong());
        orders = new ModelOrders(ids, dedups, () -> fault(0.1));
        stock = new ModelStock(ids, dedups, mutation != Mutation.NO_TOMBSTONES, () -> fault(0.1));
        sagas = new ModelSagas<>(ids, dedups, PlaceOrder.definition(Patience.DEFAULT));
        services = List.of(orders, stock, sagas);
    }

    /** Runs to the end and returns which rules are broken there. */
    List<String> run() {
        for (int i = 0; i < FAULTY_ACTIONS; i++) {
            act();
        }
        quiet = true;
        for (int round = 0; round < QUIET_ROUNDS && !hasSettled(); round++) {
            settle();
        }
        return ConservationRules.brokenIn(this);
    }

    /** Remembers what happens, which costs more than the run itself. */
    Simulation tellingItsStory() {
        telling = true;
        return this;
    }

    String story() {
        return String.join("\n", story);
    }

    private void act() {
        switch (random.nextInt(20)) {
            case 0, 1 -> place();
            case 2 -> pick(orders.pending(), this::cancel);
            case 3 -> pick(orders.pending(), this::announceAgain);
            case 4 -> pick(sagas.keysWith(SagaStatus::hasDeadline), this::letDeadlinePass);
            case 5 -> pick(sagas.keysWith(status -> status == SagaStatus.STUCK), this::retry);
            case 6 -> wipeBroker();
            case 7, 8, 9, 10, 11 ->
                pick(services.stream().filter(ModelService::hasUnsent).toList(), this::relay);
            default -> pick(List.copyOf(broker), this::deliver);
        }
    }

    private boolean hasSettled() {
        return placed == ORDERS
                && broker.isEmpty()
                && services.stream().noneMatch(ModelService::hasUnsent)
                && orders.pending().isEmpty()
                && sagas.keysWith(status -> !status.isEnded()).isEmpty();
    }

    private void settle() {
        place();
        while (!broker.isEmpty() || services.stream().anyMatch(ModelService::hasUnsent)) {
            services.stream().filter(ModelService::hasUnsent).forEach(this::relay);
            pick(List.copyOf(broker), this::deliver);
        }
        orders.pending().forEach(this::announceAgain);
        sagas.keysWith(SagaStatus::hasDeadline).forEach(this::letDeadlinePass);
        sagas.keysWith(status -> status == SagaStatus.STUCK).forEach(this::retry);
    }

    private void place() {
        if (placed == ORDERS) {
            return;
        }
        String id = "order-" + ++placed;
        List<Item> items = List.of(new Item("a", 1 + random.nextInt(3)), new Item("b", 1 + random.nextInt(4)));
        tell("customer places", id);
        orders.transaction(false, () -> orders.place(id, items));
    }

    private void cancel(String id) {
        tell("customer cancels", id);
        orders.transaction(false, () -> orders.requestCancellation(id));
    }

    private void announceAgain(String id) {
        tell("order announces itself again", id);
        orders.transaction(false, () -> orders.announceAgain(id));
    }

    private void letDeadlinePass(String key) {
        tell("deadline passes", key);
        sagas.transaction(fault(FAULT), () -> sagas.on(key, new Incoming.DeadlinePassed(), null));
    }

    private void retry(String key) {
        tell("operator retries", key);
        sagas.transaction(fault(FAULT), () -> sagas.on(key, new Incoming.Retry("operator", "again"), null));
    }

    private void wipeBroker() {
        if (fault(FAULT)) {
            tell("broker loses everything", broker);
            broker.clear();
        }
    }

    private void relay(ModelService<?> service) {
        service.relay(this::publish, fault(FAULT));
    }

    private void publish(Envelope message) {
        if (fault(FAULT / 2)) {
            tell("broker loses", message);
            return;
        }
        tell("broker takes", message);
        broker.add(message);
        if (fault(FAULT)) {
            broker.add(message);
        }
    }

    private void deliver(Envelope message) {
        boolean crash = fault(FAULT);
        boolean ackLost = crash || fault(FAULT);
        tell(crash ? "service crashes handling" : ackLost ? "service crashes after handling" : "handled", message);
        receiverOf(message).receive(message, crash);
        if (!ackLost) {
            broker.remove(message);
        }
    }

    private ModelService<?> receiverOf(Envelope message) {
        if (!(message.data() instanceof Command)) {
            return sagas;
        }
        return message.data() instanceof ConfirmOrder || message.data() instanceof CancelOrder ? orders : stock;
    }

    private boolean fault(double probability) {
        return !quiet && random.nextDouble() < probability;
    }

    private <T> void pick(List<T> candidates, Consumer<? super T> action) {
        if (!candidates.isEmpty()) {
            action.accept(candidates.get(random.nextInt(candidates.size())));
        }
    }

    private void tell(String what, Object subject) {
        if (telling) {
            story.add(what + " " + subject);
        }
    }
}
