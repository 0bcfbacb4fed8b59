package io.steadfast.saga.engine;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * All definitions, in all versions, by which sagas run here. New sagas start with the newest of their type that is not
 * only shipped ahead.
 */
public final class SagaDefinitions {

    private record Key(String type, int version) {}

    private final Map<Key, SagaDefinition<?>> all;
    private final Map<String, SagaDefinition<?>> starting;

    /** @throws IllegalStateException if a version is there twice, or all versions of a type are only shipped ahead */
    public SagaDefinitions(List<? extends SagaDefinition<?>> definitions) {
        all = definitions.stream()
                .collect(toMap(definition -> new Key(definition.type(), definition.version()), Function.identity()));
        starting = definitions.stream()
                .<SagaDefinition<?>>map(Function.identity())
                .filter(definition -> !definition.isShippedAhead())
                .collect(toMap(
                        SagaDefinition::type,
                        Function.identity(),
                        BinaryOperator.maxBy((a, b) -> Integer.compare(a.version(), b.version()))));
        definitions.stream()
                .map(SagaDefinition::type)
                .filter(type -> !starting.containsKey(type))
                .forEach(type -> {
                    throw new IllegalStateException(type + " has no version that sagas could start with");
                });
    }

    public Optional<SagaDefinition<?>> find(String type, int version) {
        return Optional.ofNullable(all.get(new Key(type, version)));
    }

    /** All definitions in all versions. */
    public Collection<SagaDefinition<?>> all() {
        return all.values();
    }

    /** The versions that are known, each as {@code type/version}. */
    public List<String> names() {
        return all.keySet().stream()
                .map(key -> key.type() + "/" + key.version())
                .toList();
    }

    /** The definitions whose sagas a message may concern, one of each type: the one that new sagas start with. */
    public List<SagaDefinition<?>> concernedBy(Object event) {
        return starting.values().stream()
                .filter(definition -> listensTo(definition.type()).contains(event.getClass()))
                .toList();
    }

    /** The classes of all messages that concern any saga. */
    public Set<Class<?>> listensTo() {
        Set<Class<?>> types = new LinkedHashSet<>();
        all.values().forEach(definition -> types.addAll(definition.listensTo()));
        return types;
    }

    private Set<Class<?>> listensTo(String type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        all.values().stream()
                .filter(definition -> definition.type().equals(type))
                .forEach(definition -> types.addAll(definition.listensTo()));
        return types;
    }
}
