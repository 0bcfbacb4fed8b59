package io.steadfast.messaging.inbox;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks that a record read from JSON has every component that is not {@link Nullable}, in depth. */
final class RequiredComponents {

    /** Asked anew, the JVM would make the components of a class and parse their annotations each time. */
    private static final ClassValue<List<Component>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents()).map(Component::of).toList();
        }
    };

    private RequiredComponents() {}

    /** @throws UnprocessableMessageException naming the component that is missing */
    static void check(Object data) {
        check(data, "data");
    }

    private static void check(@Nullable Object value, String path) {
        if (value instanceof Record record) {
            for (Component component : COMPONENTS.get(record.getClass())) {
                component.check(record, path);
            }
        } else if (value instanceof Collection<?> elements) {
            int index = 0;
            for (Object element : elements) {
                String elementPath = path + "[" + index++ + "]";
                require(element, elementPath);
                check(element, elementPath);
            }
        }
    }

    private static void require(@Nullable Object value, String path) {
        if (value == null) {
            throw new UnprocessableMessageException("missing: " + path);
        }
    }

    private record Component(String name, Method accessor, boolean required) {

        static Component of(RecordComponent component) {
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            return new Component(component.getName(), component.getAccessor(), !nullable);
        }

        void check(Record record, String recordPath) {
            String path = recordPath + "." + name;
            Object value = valueIn(record, path);
            if (required) {
                require(value, path);
            }
            RequiredComponents.check(value, path);
        }

        private @Nullable Object valueIn(Record record, String path) {
            try {
                return accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("A message's record cannot be read: " + path, e);
            }
        }
    }
}
