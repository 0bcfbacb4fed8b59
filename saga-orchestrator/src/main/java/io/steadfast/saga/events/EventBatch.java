package io.steadfast.saga.events;

import io.steadfast.messaging.inbox.UnprocessableMessageException;
import io.steadfast.messaging.wire.TimeOrderedId;
import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.engine.Saga.Sending;
import io.steadfast.saga.store.LockedSaga;
import io.steadfast.saga.store.SagaKey;
import io.steadfast.saga.sweep.StepActivity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The sagas of one batch of events while the events are applied, in the order of arrival. */
final class EventBatch {

    private final Map<SagaKey, LockedSaga<?>> byKey = new HashMap<>();
    private final Map<UUID, LockedSaga<?>> byId = new HashMap<>();
    private final Set<SagaKey> starting;
    private final Map<SagaKey, String> cancelledEarly;
    private final StepActivity activity;
    private final List<Arrival<?>> toKeep = new ArrayList<>();

    EventBatch(
            List<LockedSaga<?>> locked,
            Set<SagaKey> starting,
            Map<SagaKey, String> cancelledEarly,
            StepActivity activity) {
        locked.forEach(this::put);
        this.starting = starting;
        this.cancelledEarly = new HashMap<>(cancelledEarly);
        this.activity = activity;
    }

    Collection<LockedSaga<?>> sagas() {
        return byKey.values();
    }

    /** Cancellations of sagas that do not exist yet. */
    List<Arrival<?>> toKeep() {
        return toKeep;
    }

    void apply(Arrival<?> arrival) {
        if (arrival.starts()) {
            start(arrival);
        } else if (arrival.cancels()) {
            cancel(arrival, arrival.cancellation().orElseThrow());
        } else {
            reply(arrival);
        }
    }

    private void start(Arrival<?> arrival) {
        LockedSaga<?> existing = byKey.get(arrival.key());
        if (existing == null) {
            put(arrival.start(TimeOrderedId.next(), cancelledEarly.remove(arrival.key())));
        } else {
            existing.on(
                    new Incoming.StartedAgain(arrival.message().data()),
                    arrival.message().id());
        }
    }

    private void cancel(Arrival<?> arrival, String reason) {
        LockedSaga<?> existing = byKey.get(arrival.key());
        if (existing != null) {
            existing.on(
                    new Incoming.CancellationRequest(reason), arrival.message().id());
        } else if (starting.contains(arrival.key())) {
            cancelledEarly.putIfAbsent(arrival.key(), reason);
        } else {
            toKeep.add(arrival);
        }
    }

    private void reply(Arrival<?> arrival) {
        LockedSaga<?> saga = sagaOf(arrival);
        Object event = arrival.message().data();
        saga.answered(event)
                .ifPresent(sending -> activity.answered(
                        arrival.key().type(), sending.step(), answeredCommand(arrival, saga, sending)));
        saga.on(new Incoming.Reply(event), arrival.message().id());
    }

    private LockedSaga<?> sagaOf(Arrival<?> arrival) {
        LockedSaga<?> named = arrival.sagaId().map(byId::get).orElseGet(() -> byKey.get(arrival.key()));
        String message = arrival.message().data().getClass().getSimpleName();
        if (named == null) {
            throw new UnprocessableMessageException("%s for %s, which has no saga"
                    .formatted(message, arrival.key().businessKey()));
        } else if (!named.key().equals(arrival.key())) {
            throw new UnprocessableMessageException("%s names saga %s and %s, which do not belong together"
                    .formatted(message, named.saga().id(), arrival.key().businessKey()));
        }
        return named;
    }

    /** When the command was written that this reply answers; null if it may answer an earlier sending of it. */
    private static @Nullable Instant answeredCommand(Arrival<?> arrival, LockedSaga<?> saga, Sending sending) {
        boolean answersLastSending = arrival.answers(sending.commandId()).orElse(sending.attempt() == 1);
        return answersLastSending ? saga.commandedAt(sending).orElse(null) : null;
    }

    private void put(LockedSaga<?> saga) {
        byKey.put(saga.key(), saga);
        byId.put(saga.saga().id(), saga);
    }
}
