package io.steadfast.contracts;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.messaging.wire.MessageType;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.WireJson;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SchemaTest {

    private static final Map<Class<?>, MessageType> TYPES =
            Contract.messages(MessageType::new).stream().collect(toMap(MessageType::dataType, Function.identity()));

    @Test
    void everyMessageHasASample() {
        assertThat(samples().stream().map(Object::getClass).collect(toSet())).isEqualTo(TYPES.keySet());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void messageIsValidAsItIsSentAndComesBackTheSame(Message sample) {
        ObjectNode message = onTheWire(sample);

        assertThat(errors(sample, message)).isEmpty();
        assertThat((Object) WireJson.mapper().treeToValue(message.get("data"), sample.getClass()))
                .isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatReadersTolerateIsValid(Message sample) {
        ObjectNode message = onTheWire(sample);
        message.remove(List.of("version", "timestamp", "metadata"));
        message.put("new", 1).withObjectProperty("data").put("new", 1);
        assertThat(errors(sample, message)).isEmpty();

        message.put("version", "1.7");
        message.putObject("metadata").put("new", 1);
        assertThat(errors(sample, message)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void brokenMessageIsInvalid(Message sample) {
        List<ObjectNode> broken = new ArrayList<>();
        JsonNode data = onTheWire(sample).get("data");
        for (String field : List.of("id", "type", "data")) {
            broken.add(onTheWire(sample).without(field));
        }
        for (String field : required(dataSchema(sample))) {
            ObjectNode message = onTheWire(sample);
            message.withObjectProperty("data").remove(field);
            broken.add(message);
        }
        for (String field : data.propertyNames()) {
            ObjectNode message = onTheWire(sample);
            message.withObjectProperty("data").put(field, true);
            broken.add(message);
        }
        broken.add(onTheWire(sample).put("type", "Another"));
        broken.add(onTheWire(sample).put("version", "2.0"));
        broken.add(onTheWire(sample).put("id", "no UUID"));
        broken.add(onTheWire(sample).put("timestamp", "yesterday"));

        assertThat(broken)
                .allSatisfy(message -> assertThat(errors(sample, message)).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void schemaHasTheFieldsOfTheRecord(Message sample) {
        assertSameFields(dataSchema(sample), sample.getClass());
    }

    @Test
    void schemaOfTheMetadataHasItsFields() {
        assertSameFields(Schemas.read("metadata"), Metadata.class);
    }

    @Test
    void quantityIsAWholeNumberAndPositive() {
        var reserve = new Message.ReserveInventory("o", List.of(new Item("item1", 0)));
        assertThat(errors(reserve, onTheWire(reserve))).isNotEmpty();

        var empty = new Message.ReserveInventory("o", List.of());
        assertThat(errors(empty, onTheWire(empty))).isNotEmpty();
    }

    static List<Message> samples() {
        return Samples.all();
    }

    private static void assertSameFields(JsonNode schema, Class<?> record) {
        RecordComponent[] components = record.getRecordComponents();
        assertThat(schema.get("properties").propertyNames())
                .as("fields of %s", record)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(components).map(RecordComponent::getName).toList());
        assertThat(required(schema))
                .as("required fields of %s", record)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(components)
                        .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .map(RecordComponent::getName)
                        .toList());
        for (RecordComponent component : components) {
            Type type = component.getGenericType();
            if (type instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> element) {
                String reference = schema.at("/properties/" + component.getName() + "/items/$ref")
                        .asString();
                assertSameFields(Schemas.read(reference.replace(".json", "")), element);
            }
        }
    }

    private static List<String> required(JsonNode schema) {
        return schema.path("required").valueStream().map(JsonNode::asString).toList();
    }

    private static JsonNode dataSchema(Message sample) {
        return Schemas.read(typeOf(sample).name()).at("/properties/data");
    }

    private static List<?> errors(Message sample, ObjectNode message) {
        return Schemas.errors(typeOf(sample).name(), WireJson.mapper().writeValueAsString(message));
    }

    private static MessageType typeOf(Message sample) {
        return TYPES.get(sample.getClass());
    }

    private static ObjectNode onTheWire(Message sample) {
        MessageType type = typeOf(sample);
        var metadata = new Metadata("c", UUID.randomUUID().toString(), null, null);
        return WireJson.mapper()
                .valueToTree(
                        new Envelope(UUID.randomUUID(), type.name(), type.version(), Instant.now(), sample, metadata));
    }

    private record Envelope(UUID id, String type, String version, Instant timestamp, Message data, Metadata metadata) {}
}
