package io.steadfast.saga.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.steadfast.saga.engine.JournalEvent;
import io.steadfast.saga.simulation.Simulation.Mutation;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every run starts with seed 1, or with {@code -Dsteadfast.simulation.seed=N}, and takes
 * {@code -Dsteadfast.simulation.runs=N} seeds from there.
 */
@ParameterizedClass
@EnumSource
class SimulationTest {

    private static final long FIRST_SEED = Long.getLong("steadfast.simulation.seed", 1);
    private static final long RUNS = Long.getLong("steadfast.simulation.runs", 3_000);

    /** What is simulated. */
    enum Kind {
        ORDERS,
        TRIPS;

        Simulation of(long seed, Mutation mutation) {
            return this == ORDERS ? new OrderSimulation(seed, mutation) : new TripSimulation(seed, mutation);
        }
    }

    @Parameter
    Kind kind;

    @Test
    void everySagaEndsAndNothingIsLostWhateverHappensOnTheWay() {
        LongStream.range(FIRST_SEED, FIRST_SEED + RUNS).forEach(seed -> {
            List<String> broken = kind.of(seed, Mutation.NONE).run();
            if (!broken.isEmpty()) {
                var again = kind.of(seed, Mutation.NONE).tellingItsStory();
                again.run();
                fail(
                        "Seed %d breaks %s%nTo see it alone: -Dsteadfast.simulation.seed=%d -Dsteadfast.simulation.runs=1%n%s",
                        seed, broken, seed, again.story());
            }
        });
    }

    @Test
    void theFaultsAreBadEnoughForEverythingToHappen() {
        Set<JournalEvent> happened = EnumSet.noneOf(JournalEvent.class);
        LongStream.range(1, 200).forEach(seed -> {
            var simulation = kind.of(seed, Mutation.NONE);
            simulation.run();
            simulation.sagas().sagas().keySet().stream()
                    .flatMap(key -> simulation.sagas().journalOf(key).stream())
                    .forEach(entry -> happened.add(entry.event()));
        });
        Set<JournalEvent> expected = EnumSet.allOf(JournalEvent.class);
        if (kind == Kind.ORDERS) {
            expected.removeAll(EnumSet.of(JournalEvent.SKIPPED, JournalEvent.EXPIRED));
        }
        assertThat(happened).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void theSimulationNoticesWhatIsSwitchedOff(Mutation mutation) {
        Optional<List<String>> broken = LongStream.range(1, 500)
                .mapToObj(seed -> kind.of(seed, mutation).run())
                .filter(rules -> !rules.isEmpty())
                .findFirst();
        assertThat(broken).as("what breaks with " + mutation).isPresent();
        String expected = mutation == Mutation.NO_INBOX
                ? "a message took effect twice"
                : kind == Kind.ORDERS ? "stock stays reserved" : "booked otherwise than the saga ended";
        assertThat(broken.orElseThrow()).anySatisfy(rule -> assertThat(rule).contains(expected));
    }

    @Test
    void aSeedTellsTheSameStoryEveryTime() {
        var first = kind.of(7, Mutation.NONE).tellingItsStory();
        var second = kind.of(7, Mutation.NONE).tellingItsStory();
        first.run();
        second.run();
        assertThat(first.story()).isEqualTo(second.story()).isNotEmpty();
    }
}
