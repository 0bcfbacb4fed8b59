package io.steadfast.contracts;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.messaging.wire.MessageType;
import io.steadfast.messaging.wire.QueueType;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class AsyncApiTest {

    private static final List<MessageType> MESSAGES = Contract.messages(MessageType::new);
    private static final List<QueueType> QUEUES = Contract.queues(QueueType::new);

    private final JsonNode document =
            new YAMLMapper().readTree(AsyncApiTest.class.getResourceAsStream("asyncapi.yaml"));

    @Test
    void everyMessageHasItsSchemaExchangeAndRoutingKey() {
        assertThat(MESSAGES).allSatisfy(message -> {
            JsonNode channel = document.at("/channels/" + message.name());
            JsonNode bindings = resolve(channel.get("bindings")).get("amqp");
            assertThat(channel.get("address").asString()).isEqualTo(message.routingKey());
            assertThat(bindings.at("/is").asString()).isEqualTo("routingKey");
            assertThat(bindings.at("/exchange/name").asString()).isEqualTo(message.exchange());
            assertThat(bindings.at("/exchange/type").asString()).isEqualTo("topic");
            assertThat(channel.get("messages").propertyNames()).containsExactly(message.name());

            JsonNode body = resolve(channel.at("/messages/" + message.name()));
            assertThat(body.get("name").asString()).isEqualTo(message.name());
            assertThat(body.at("/payload/$ref").asString()).isEqualTo("./schemas/" + message.name() + ".json");
            assertThat(body.at("/bindings/amqp/messageType").asString()).isEqualTo(message.name());
        });
    }

    @Test
    void everyQueueHasTheMessagesThatAreRoutedToIt() {
        assertThat(QUEUES).allSatisfy(queue -> {
            JsonNode channel = queueChannel(queue.name());
            assertThat(resolve(channel.get("bindings")).at("/amqp/queue/name").asString())
                    .isEqualTo(queue.name());
            assertThat(Set.copyOf(channel.get("messages").propertyNames()))
                    .isEqualTo(queue.bindings().isEmpty() ? Set.of("DeadLetter") : routedTo(queue));
        });
    }

    @Test
    void everyMessageIsSentByOneServiceAndEveryQueueReceivedByOne() {
        Map<String, List<String>> channels = document.get("operations")
                .valueStream()
                .collect(groupingBy(
                        operation -> operation.get("action").asString(),
                        mapping(
                                operation ->
                                        operation.at("/channel/$ref").asString().replace("#/channels/", ""),
                                toList())));

        assertThat(channels.get("send").stream().filter(channel -> !channel.equals("DeadLetters")))
                .containsExactlyInAnyOrderElementsOf(
                        MESSAGES.stream().map(MessageType::name).toList());
        assertThat(channels.get("receive").stream()
                        .map(channel ->
                                document.at("/channels/" + channel + "/address").asString()))
                .containsExactlyInAnyOrderElementsOf(
                        QUEUES.stream().map(QueueType::name).toList());
    }

    @Test
    void nothingElseIsOnTheWire() {
        assertThat(document.get("channels").size()).isEqualTo(MESSAGES.size() + QUEUES.size());
        assertThat(document.at("/components/messages").size()).isEqualTo(MESSAGES.size() + 1);
    }

    @Test
    void everyReferenceResolves() {
        List<String> references = references(document);

        assertThat(references).hasSizeGreaterThan(MESSAGES.size()).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                URL schema = AsyncApiTest.class.getResource(reference.substring(2));
                assertThat(schema).isNotNull();
            }
        });
    }

    private static Set<String> routedTo(QueueType queue) {
        return MESSAGES.stream()
                .filter(message -> queue.bindings()
                        .getOrDefault(message.exchange(), List.of())
                        .contains(message.routingKey()))
                .map(MessageType::name)
                .collect(toSet());
    }

    private JsonNode queueChannel(String address) {
        return document.get("channels")
                .valueStream()
                .filter(channel -> channel.get("address").asString().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode resolve(JsonNode reference) {
        return document.at(reference.get("$ref").asString().substring(1));
    }

    private static List<String> references(JsonNode node) {
        List<String> references = new ArrayList<>();
        if (node.has("$ref")) {
            references.add(node.get("$ref").asString());
        }
        Stream<JsonNode> children = node.valueStream();
        children.forEach(child -> references.addAll(references(child)));
        return references;
    }
}
