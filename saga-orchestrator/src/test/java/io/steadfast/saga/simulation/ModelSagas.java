package io.steadfast.saga.simulation;

import io.steadfast.saga.engine.Cause;
import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.engine.JournalEntry;
import io.steadfast.saga.engine.Saga;
import io.steadfast.saga.engine.SagaCore;
import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.engine.SagaStatus;
import io.steadfast.saga.engine.Transition;
import io.steadfast.saga.replay.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The real core over a database that is a map. */
final class ModelSagas<D> extends ModelService<ModelSagas.Tables<D>> {

    record Tables<D>(
            Map<String, Saga<D>> sagas,
            Map<String, List<JournalEntry>> journals,
            Map<String, String> cancellations,
            Map<String, Run> runs) {}

    private final SagaDefinition<D> definition;

    ModelSagas(Ids ids, boolean dedups, SagaDefinition<D> definition) {
        super(
                ids,
                dedups,
                new Tables<>(new LinkedHashMap<>(), new LinkedHashMap<>(), new HashMap<>(), new HashMap<>()));
        this.definition = definition;
    }

    @Override
    Tables<D> copyOf(Tables<D> original) {
        Map<String, List<JournalEntry>> journals = new LinkedHashMap<>();
        original.journals().forEach((key, entries) -> journals.put(key, new ArrayList<>(entries)));
        return new Tables<>(
                new LinkedHashMap<>(original.sagas()),
                journals,
                new HashMap<>(original.cancellations()),
                new HashMap<>(original.runs()));
    }

    Map<String, Saga<D>> sagas() {
        return state.sagas();
    }

    Optional<Duration> endsWithin() {
        return definition.endsWithin();
    }

    /** What has come in to each saga, in order. */
    Collection<Run> runs() {
        return state.runs().values();
    }

    List<JournalEntry> journalOf(String key) {
        return state.journals().getOrDefault(key, List.of());
    }

    List<String> keysWith(Predicate<SagaStatus> status) {
        return state.sagas().entrySet().stream()
                .filter(entry -> status.test(entry.getValue().status()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    void handle(Envelope message) {
        String key = definition.businessKeyOf(message.data());
        @Nullable Saga<D> saga = state.sagas().get(key);
        var cancellation = definition.cancelledBy(message.data());
        var start = definition.startedBy(message.data());
        if (saga != null) {
            Incoming incoming = cancellation
                    .<Incoming>map(Incoming.CancellationRequest::new)
                    .orElseGet(() -> start.isPresent()
                            ? new Incoming.StartedAgain(message.data())
                            : new Incoming.Reply(message.data()));
            on(key, incoming, message.id());
        } else if (start.isPresent()) {
            var identity = new Saga.Identity(newId(), definition.type(), definition.version(), key, Saga.Trace.NONE);
            String cancelled = state.cancellations().remove(key);
            state.runs().put(key, new Run(message.data(), cancelled, List.of()));
            write(
                    key,
                    SagaCore.start(definition, identity, start.get(), cancelled, new Cause(message.id(), this::newId)));
        } else if (cancellation.isPresent()) {
            state.cancellations().putIfAbsent(key, cancellation.get());
        } else {
            throw new AssertionError("A reply without a saga: " + message);
        }
    }

    void on(String key, Incoming incoming, @Nullable UUID messageId) {
        state.runs().computeIfPresent(key, (any, run) -> run.and(incoming));
        write(key, SagaCore.on(definition, state.sagas().get(key), incoming, new Cause(messageId, this::newId)));
    }

    private void write(String key, Transition<D> transition) {
        state.sagas().put(key, transition.saga());
        state.journals().computeIfAbsent(key, any -> new ArrayList<>()).addAll(transition.journal());
        transition.commands().forEach(command -> send(new Envelope(command.id(), command.data())));
    }
}
