package io.steadfast.saga.events;

import io.steadfast.messaging.inbox.AggregateId;
import io.steadfast.messaging.wire.Received;
import io.steadfast.saga.engine.Saga;
import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.store.LockedSaga;
import io.steadfast.saga.store.SagaKey;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message on its way to one kind of saga. */
record Arrival<D>(Received<?> message, SagaDefinition<D> definition, SagaKey key) {

    /** @throws io.steadfast.messaging.inbox.UnprocessableMessageException if it names no saga */
    static <D> Arrival<D> of(Received<?> message, SagaDefinition<D> definition) {
        String businessKey = AggregateId.require("The business key", definition.businessKeyOf(message.data()));
        return new Arrival<>(message, definition, new SagaKey(definition.type(), businessKey));
    }

    boolean starts() {
        return definition.startedBy(message.data()).isPresent();
    }

    boolean cancels() {
        return cancellation().isPresent();
    }

    Optional<String> cancellation() {
        return definition.cancelledBy(message.data());
    }

    /** The saga that the sender says it answers; whatever is not our id is as good as absent. */
    Optional<UUID> sagaId() {
        try {
            return Optional.ofNullable(message.metadata().sagaId()).map(UUID::fromString);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** Whether it answers this very sending of a command; empty if the sender does not say. */
    Optional<Boolean> answers(UUID commandId) {
        return Optional.ofNullable(message.metadata().causationId()).map(commandId.toString()::equals);
    }

    LockedSaga<D> start(UUID sagaId, @Nullable String cancellation) {
        var trace = new Saga.Trace(
                message.metadata().correlationId(), message.metadata().traceparent());
        var identity = new Saga.Identity(sagaId, definition.type(), definition.version(), key.businessKey(), trace);
        D data = definition.startedBy(message.data()).orElseThrow();
        return LockedSaga.start(definition, identity, data, cancellation, message.id());
    }
}
