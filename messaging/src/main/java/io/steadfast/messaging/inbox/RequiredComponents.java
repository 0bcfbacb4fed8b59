package io.steadfast.messaging.inbox;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Checks that a record read from JSON has every component that is not {@link Nullable}, in depth. */
final class RequiredComponents {

    private RequiredComponents() {}

    /** @throws UnprocessableMessageException naming the component that is missing */
    static void check(Object data) {
        check(data, "data");
    }

    private static void check(@Nullable Object value, String path) {
        if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                checkComponent(record, component, path + "." + component.getName());
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

    private static void checkComponent(Record record, RecordComponent component, String path) {
        Object value;
        try {
            value = component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A message's record cannot be read: " + path, e);
        }
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            require(value, path);
        }
        check(value, path);
    }

    private static void require(@Nullable Object value, String path) {
        if (value == null) {
            throw new UnprocessableMessageException("missing: " + path);
        }
    }
}
