package io.steadfast.saga.replay;

import io.steadfast.messaging.wire.WireJson;
import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.engine.SagaDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file of runs of one version of a definition, and how they went when they were recorded.
 *
 * @param runs as JSON, since a run's messages can only be read with their definition
 */
record Recording(String type, int version, List<JsonNode> runs) {

    private static final Path FOLDER = Path.of("src/test/resources/recorded-runs");
    private static final JsonMapper JSON = WireJson.mapper();

    /** Messages travel by their wire names, and everything else that comes in by the name of its record. */
    private static final Map<String, Class<? extends Incoming>> KINDS = Map.of(
            "CancellationRequest", Incoming.CancellationRequest.class,
            "DeadlinePassed", Incoming.DeadlinePassed.class,
            "CommandParked", Incoming.CommandParked.class,
            "Expired", Incoming.Expired.class,
            "Operator", Incoming.Operator.class);

    static List<Recording> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Recording::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Recording of(SagaDefinition<?> definition, List<Run> runs) {
        return new Recording(
                definition.type(),
                definition.version(),
                runs.stream().map(run -> write(run, definition)).toList());
    }

    /** Keeps the recording for good; an older one of the same version is no longer compared with. */
    void keep() {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    FOLDER.resolve("%s-%d.json".formatted(type, version)),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Run run(JsonNode run, SagaDefinition<?> definition) {
        List<Incoming> incomings = new ArrayList<>();
        run.path("incoming").forEach(incoming -> incomings.add(incoming(incoming, definition)));
        JsonNode cancellation = run.path("cancellation");
        return new Run(
                message(run.path("start"), definition),
                cancellation.isString() ? cancellation.stringValue() : null,
                incomings);
    }

    List<String> went(JsonNode run) {
        List<String> lines = new ArrayList<>();
        run.path("went").forEach(line -> lines.add(line.stringValue()));
        return lines;
    }

    private static Recording read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), Recording.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode write(Run run, SagaDefinition<?> definition) {
        ObjectNode node = JSON.createObjectNode();
        node.set("start", message("Start", run.event()));
        @Nullable String cancellation = run.cancellation();
        if (cancellation != null) {
            node.put("cancellation", cancellation);
        }
        node.set(
                "incoming",
                JSON.valueToTree(run.incomings().stream().map(Recording::write).toList()));
        node.set("went", JSON.valueToTree(run.replay(definition)));
        return node;
    }

    private static JsonNode write(Incoming incoming) {
        if (incoming instanceof Incoming.Reply reply) {
            return message("Reply", reply.event());
        } else if (incoming instanceof Incoming.StartedAgain again) {
            return message("StartedAgain", again.event());
        }
        return JSON.createObjectNode()
                .put("kind", incoming.getClass().getSimpleName())
                .set("of", JSON.valueToTree(incoming));
    }

    private static JsonNode message(String kind, Object event) {
        return JSON.createObjectNode()
                .put("kind", kind)
                .put("message", event.getClass().getSimpleName())
                .set("data", JSON.valueToTree(event));
    }

    private static Incoming incoming(JsonNode node, SagaDefinition<?> definition) {
        String kind = node.path("kind").stringValue();
        return switch (kind) {
            case "Reply" -> new Incoming.Reply(message(node, definition));
            case "StartedAgain" -> new Incoming.StartedAgain(message(node, definition));
            default -> JSON.treeToValue(node.path("of"), KINDS.get(kind));
        };
    }

    private static Object message(JsonNode node, SagaDefinition<?> definition) {
        String name = node.path("message").stringValue();
        Class<?> type = definition.listensTo().stream()
                .filter(known -> known.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(definition.type() + " does not listen to " + name + " any more"));
        return JSON.treeToValue(node.path("data"), type);
    }
}
