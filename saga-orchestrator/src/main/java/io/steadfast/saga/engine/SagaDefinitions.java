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

/** All definitions, in all versions, by which sagas run here. New sagas start with the newest of their type. */
public final class SagaDefinitions {

    private record Key(String type, int version) {}

    private final Map<Key, SagaDefinition<?>> all;
    private final Map<String, SagaDefinition<?>> newest;

    /** @throws IllegalStateException if a version is there twice */
    public SagaDefinitions(List<? extends SagaDefinition<?>> definitions) {
        all = definitions.stream()
                .collect(toMap(definition -> new Key(definition.type(), definition.version()), Function.identity()));
        newest = definitions.stream()
                .<SagaDefinition<?>>map(Function.identity())
                .collect(toMap(
                        SagaDefinition::type,
                        Function.identity(),
                        BinaryOperator.maxBy((a, b) -> Integer.compare(a.version(), b.version()))));
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
        return newest.values().stream()
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
