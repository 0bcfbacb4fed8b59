package io.steadfast.saga.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.steadfast.saga.engine.Patience;
import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.engine.SagaDefinitions;
import io.steadfast.saga.placeorder.PlaceOrder;
import io.steadfast.saga.simulation.Simulation;
import io.steadfast.saga.trip.BookTrip;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * A saga that is under way while a build is replaced goes on by the definition of the new build. So a version that was
 * shipped must go as it went: a definition that is to go otherwise gets a new version, beside the old one.
 *
 * <p>A new version is recorded with {@code mvn verify -pl saga-orchestrator -am -Dtest=RecordedRunsTest
 * -Dsteadfast.record=place-order/2}; the file is committed with it.
 */
class RecordedRunsTest {

    private static final SagaDefinitions DEFINITIONS =
            new SagaDefinitions(List.of(PlaceOrder.definition(Patience.DEFAULT), BookTrip.definition()));
    private static final String TO_RECORD = System.getProperty("steadfast.record", "");
    private static final int SEEDS = 1_000;
    private static final int KEPT = 30;

    static Stream<Recording> recordings() {
        return Recording.all().stream();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyVersionGoesAsItWentWhenItWasRecorded(Recording recording) {
        SagaDefinition<?> definition = DEFINITIONS
                .find(recording.type(), recording.version())
                .orElseThrow(
                        () -> new AssertionError("There are recorded runs of %s/%d, but no definition. If none of its"
                                        .formatted(recording.type(), recording.version())
                                + " sagas is under way anywhere, remove them."));
        expectSame(recording, definition);
    }

    @Test
    void everyVersionHasRecordedRuns() {
        DEFINITIONS.all().stream()
                .filter(definition -> TO_RECORD.equals(definition.type() + "/" + definition.version()))
                .forEach(RecordedRunsTest::record);
        assertThat(Recording.all().stream().map(recording -> recording.type() + "/" + recording.version()))
                .as("versions with recorded runs")
                .containsAll(DEFINITIONS.names());
    }

    @Test
    void aVersionThatGoesOtherwiseIsNoticed() {
        Recording orders = Recording.all().stream()
                .filter(recording -> recording.type().equals("place-order"))
                .findFirst()
                .orElseThrow();
        var lessPatient = PlaceOrder.definition(new Patience(Duration.ofSeconds(10), 2, Duration.ofSeconds(80)));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> expectSame(orders, lessPatient))
                .withMessageContaining("no answer to 2 attempts");
    }

    private static void expectSame(Recording recording, SagaDefinition<?> definition) {
        for (JsonNode run : recording.runs()) {
            assertThat(recording.run(run, definition).replay(definition))
                    .as("a recorded run of %s/%d", recording.type(), recording.version())
                    .isEqualTo(recording.went(run));
        }
    }

    /** The longest runs, each of which has something that those before it have not, until each thing that can happen to a saga is there. */
    private static void record(SagaDefinition<?> definition) {
        List<Run> runs =
                Simulation.runs(definition.type().equals("place-order"), SEEDS).toList();
        Function<Run, List<String>> shape = run -> run.replay(definition).stream()
                .map(line -> line.replaceAll("\\[.*?]|\\d+", ""))
                .distinct()
                .sorted()
                .toList();
        var seen = new HashSet<String>();
        List<Run> kept = runs.stream()
                .sorted(Comparator.comparingInt((Run run) -> run.incomings().size())
                        .reversed())
                .filter(run -> seen.addAll(shape.apply(run)))
                .limit(KEPT)
                .toList();
        Recording.of(definition, kept).keep();
    }
}
