package io.steadfast.example.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.messaging.wire.MessageType;
import io.steadfast.messaging.wire.QueueType;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The AsyncAPI document with what a payment-service adds to it is complete. */
class AsyncApiTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final JsonNode document = merged("asyncapi.yaml", "asyncapi-payment.yaml");

    @Test
    void everyMessageHasItsChannelItsSchemaAndOneSender() {
        List<MessageType> messages = Contract.messages(MessageType::new);
        assertThat(document.at("/components/messages").size()).isEqualTo(messages.size() + 1);
        assertThat(messages).allSatisfy(message -> {
            JsonNode channel = document.at("/channels/" + message.name());
            assertThat(channel.path("address").asString()).isEqualTo(message.routingKey());
            assertThat(resolve(channel.path("bindings"))
                            .at("/amqp/exchange/name")
                            .asString())
                    .isEqualTo(message.exchange());
            String schema = resolve(channel.at("/messages/" + message.name()))
                    .at("/payload/$ref")
                    .asString();
            assertThat(getClass().getResource("/io/steadfast/contracts/" + schema.substring(2)))
                    .as(schema)
                    .isNotNull();
            assertThat(document.get("operations").valueStream())
                    .filteredOn(operation -> operation.get("action").asString().equals("send")
                            && operation.at("/channel/$ref").asString().equals("#/channels/" + message.name()))
                    .hasSize(1);
        });
    }

    @Test
    void everyQueueHasTheMessagesThatAreRoutedToIt() {
        List<QueueType> queues = Contract.queues(QueueType::new).stream()
                .filter(queue -> !queue.bindings().isEmpty())
                .toList();
        assertThat(queues).hasSize(4).allSatisfy(queue -> {
            JsonNode channel = document.get("channels")
                    .valueStream()
                    .filter(candidate -> candidate.path("address").asString().equals(queue.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(resolve(channel.path("bindings")).at("/amqp/queue/name").asString())
                    .isEqualTo(queue.name());
            assertThat(Set.copyOf(channel.get("messages").propertyNames()))
                    .isEqualTo(Set.copyOf(Contract.messages(MessageType::new).stream()
                            .filter(message -> queue.bindings()
                                    .getOrDefault(message.exchange(), List.of())
                                    .contains(message.routingKey()))
                            .map(MessageType::name)
                            .toList()));
        });
    }

    private JsonNode resolve(JsonNode reference) {
        return document.at(reference.path("$ref").asString().substring(1));
    }

    private static JsonNode merged(String document, String addition) {
        return YAML.readerForUpdating(read(document)).readValue(YAML.treeAsTokens(read(addition)));
    }

    private static JsonNode read(String name) {
        try (var yaml = AsyncApiTest.class.getResourceAsStream("/io/steadfast/contracts/" + name)) {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
