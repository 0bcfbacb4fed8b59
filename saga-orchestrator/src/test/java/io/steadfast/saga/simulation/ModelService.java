package io.steadfast.saga.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A service of the model with its database: state, inbox and outbox change together, or not at all.
 *
 * @param <S> the state, copied before each transaction so that a crash can roll it back
 */
abstract class ModelService<S> {

    private final Ids ids;
    private final boolean dedups;
    private final Map<UUID, Integer> effects = new HashMap<>();
    private Set<UUID> inbox = new LinkedHashSet<>();
    private List<Envelope> outbox = new ArrayList<>();
    protected S state;

    ModelService(Ids ids, boolean dedups, S state) {
        this.ids = ids;
        this.dedups = dedups;
        this.state = state;
    }

    /** Makes ids that depend on nothing but the seed. */
    interface Ids {
        UUID next();
    }

    abstract S copyOf(S original);

    abstract void handle(Envelope message);

    final void receive(Envelope message, boolean crashBeforeCommit) {
        transaction(crashBeforeCommit, () -> {
            if (inbox.add(message.id()) || !dedups) {
                handle(message);
                if (!crashBeforeCommit) {
                    effects.merge(message.id(), 1, Integer::sum);
                }
            }
        });
    }

    final void transaction(boolean crashBeforeCommit, Runnable work) {
        if (!crashBeforeCommit) {
            work.run();
            return;
        }
        S before = copyOf(state);
        Set<UUID> inboxBefore = new LinkedHashSet<>(inbox);
        List<Envelope> outboxBefore = new ArrayList<>(outbox);
        work.run();
        state = before;
        inbox = inboxBefore;
        outbox = outboxBefore;
    }

    final void send(Object data) {
        send(new Envelope(ids.next(), data));
    }

    final void send(Envelope envelope) {
        outbox.add(envelope);
    }

    final UUID newId() {
        return ids.next();
    }

    final boolean hasUnsent() {
        return !outbox.isEmpty();
    }

    /** Publishes the oldest unsent message; a crash after that, and it will be published once more. */
    final void relay(Consumer<Envelope> broker, boolean crashBeforeDelete) {
        broker.accept(outbox.get(0));
        if (!crashBeforeDelete) {
            outbox.remove(0);
        }
    }

    /** Messages that took effect more than once. */
    final List<UUID> repeatedEffects() {
        return effects.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }
}
