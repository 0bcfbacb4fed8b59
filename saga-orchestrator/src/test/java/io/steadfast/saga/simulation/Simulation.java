package io.steadfast.saga.simulation;

import io.steadfast.saga.engine.Action;
import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.engine.Saga.Sending;
import io.steadfast.saga.engine.SagaStatus;
import io.steadfast.saga.replay.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * One run: a few sagas among faults, chosen by the seed, then quiet. The broker loses, repeats, reorders and delays;
 * services crash between any two writes; deadlines pass and operators do whatever they like at any moment.
 */
public abstract class Simulation {

    /** What is switched off, to see that the simulation would notice. */
    enum Mutation {
        NONE,
        NO_INBOX,
        NO_TOMBSTONES
    }

    private static final int SAGAS = 4;
    private static final int FAULTY_ACTIONS = 160;
    private static final int QUIET_ROUNDS = 40;
    private static final double FAULT = 0.15;

    final Random random;
    private final List<Envelope> broker = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private boolean telling;
    private boolean quiet;
    private int begun;

    Simulation(long seed) {
        random = new Random(seed);
    }

    abstract ModelSagas<?> sagas();

    abstract List<ModelService<?>> services();

    abstract ModelService<?> receiverOf(Envelope message);

    /** Has a customer begin the n-th saga. */
    abstract void begin(int number);

    /** Whoever began a saga does something else about it. */
    abstract void actAsCustomer();

    /** What they do without end until they are answered. */
    abstract void insist();

    abstract boolean isAnswered();

    abstract List<String> brokenRules();

    /** Runs to the end and returns which rules are broken there. */
    final List<String> run() {
        for (int i = 0; i < FAULTY_ACTIONS; i++) {
            act();
        }
        quiet = true;
        for (int round = 0; round < QUIET_ROUNDS && !hasSettled(); round++) {
            settle();
        }
        return brokenRules();
    }

    /** What happened to the sagas of this many runs of the second saga, and of orders, with faults of all kinds. */
    public static Stream<Run> runs(boolean ofOrders, int seeds) {
        return LongStream.rangeClosed(1, seeds).boxed().flatMap(seed -> {
            Simulation simulation =
                    ofOrders ? new OrderSimulation(seed, Mutation.NONE) : new TripSimulation(seed, Mutation.NONE);
            simulation.run();
            return simulation.sagas().runs().stream();
        });
    }

    /** Remembers what happens, which costs more than the run itself. */
    final Simulation tellingItsStory() {
        telling = true;
        return this;
    }

    final String story() {
        return String.join("\n", story);
    }

    final UUID newId() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private void act() {
        switch (random.nextInt(20)) {
            case 0, 1 -> begin();
            case 2, 3 -> actAsCustomer();
            case 4 -> pick(sagas().keysWith(SagaStatus::hasDeadline), this::letDeadlinePass);
            case 5 -> pick(sagas().keysWith(status -> true), this::operate);
            case 6 -> pick(sagas().keysWith(status -> true), this::wipeBrokerOrExpire);
            case 7, 8, 9, 10, 11 ->
                pick(services().stream().filter(ModelService::hasUnsent).toList(), this::relay);
            default -> pick(List.copyOf(broker), this::deliver);
        }
    }

    private boolean hasSettled() {
        return begun == SAGAS
                && broker.isEmpty()
                && services().stream().noneMatch(ModelService::hasUnsent)
                && isAnswered()
                && sagas().keysWith(status -> !status.isEnded()).isEmpty();
    }

    private void settle() {
        begin();
        while (!broker.isEmpty() || services().stream().anyMatch(ModelService::hasUnsent)) {
            services().stream().filter(ModelService::hasUnsent).forEach(this::relay);
            pick(List.copyOf(broker), this::deliver);
        }
        insist();
        sagas().keysWith(SagaStatus::hasDeadline).forEach(this::letDeadlinePass);
        sagas().keysWith(status -> status == SagaStatus.STUCK).forEach(key -> operate(key, Action.RETRY));
    }

    private void begin() {
        if (begun < SAGAS) {
            begin(++begun);
        }
    }

    private void letDeadlinePass(String key) {
        List<Sending> open = sagas().sagas().get(key).position().open();
        String step = open.get(random.nextInt(open.size())).step();
        if (fault(FAULT)) {
            inSaga("parked: " + step, key, new Incoming.CommandParked(step, "too large"));
        } else {
            inSaga("deadline passes: " + step, key, new Incoming.DeadlinePassed(step));
        }
    }

    /** Mostly what is of use, and now and then anything. */
    private void operate(String key) {
        boolean sensible = sagas().sagas().get(key).status() == SagaStatus.STUCK && !fault(0.5);
        operate(key, sensible ? Action.RETRY : Action.values()[random.nextInt(Action.values().length)]);
    }

    private void operate(String key, Action action) {
        inSaga("operator: " + action, key, new Incoming.Operator(action, "operator", "so"));
    }

    private void inSaga(String what, String key, Incoming incoming) {
        tell(what, key);
        sagas().transaction(fault(FAULT), () -> sagas().on(key, incoming, null));
    }

    private void wipeBrokerOrExpire(String key) {
        if (sagas().endsWithin().isPresent() && fault(FAULT)) {
            inSaga("out of time", key, new Incoming.Expired());
        }
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

    final boolean fault(double probability) {
        return !quiet && random.nextDouble() < probability;
    }

    final <T> void pick(List<T> candidates, Consumer<? super T> action) {
        if (!candidates.isEmpty()) {
            action.accept(candidates.get(random.nextInt(candidates.size())));
        }
    }

    final void tell(String what, Object subject) {
        if (telling) {
            story.add(what + " " + subject);
        }
    }
}
