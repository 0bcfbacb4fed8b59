package io.steadfast.saga.replay;

import io.steadfast.saga.engine.Cause;
import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.engine.Saga;
import io.steadfast.saga.engine.SagaCore;
import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.engine.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that came in to one saga.
 *
 * @param event the message that started it
 * @param cancellation the reason of a cancellation that came before, or null
 */
public record Run(Object event, @Nullable String cancellation, List<Incoming> incomings) {

    public Run and(Incoming next) {
        return new Run(
                event,
                cancellation,
                Stream.concat(incomings.stream(), Stream.of(next)).toList());
    }

    /** How a saga goes to which this happens, a line for each thing that comes in. */
    <D> List<String> replay(SagaDefinition<D> definition) {
        var identity = new Saga.Identity(
                new UUID(0, 0),
                definition.type(),
                definition.version(),
                definition.businessKeyOf(event),
                Saga.Trace.NONE);
        Transition<D> transition =
                SagaCore.start(definition, identity, definition.startedBy(event).orElseThrow(), cancellation, cause());
        List<String> went = new ArrayList<>();
        went.add(line("start", transition));
        for (Incoming incoming : incomings) {
            transition = SagaCore.on(definition, transition.saga(), incoming, cause());
            went.add(line(incoming.toString(), transition));
        }
        went.add(transition.saga().data() + ", to undo: " + transition.saga().undo());
        return went;
    }

    private static Cause cause() {
        return new Cause(null, UUID::randomUUID);
    }

    private static String line(String incoming, Transition<?> transition) {
        Stream<String> open =
                transition.saga().position().open().stream().map(sending -> sending.step() + "#" + sending.attempt());
        Stream<String> journal = transition.journal().stream()
                .map(entry -> "%s %s %s".formatted(entry.event().label(), entry.step(), new TreeMap<>(entry.detail())));
        Stream<String> commands = transition.commands().stream().map(command -> "-> " + command.data());
        return Stream.of(Stream.of(incoming + ": " + transition.saga().status().lowerCase()), open, journal, commands)
                .flatMap(part -> part)
                .reduce((a, b) -> a + " | " + b)
                .orElseThrow();
    }
}
