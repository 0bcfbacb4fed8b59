package io.steadfast.saga.engine;

import static io.steadfast.saga.engine.SagaDefinition.saga;
import static io.steadfast.saga.engine.SagaDefinition.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.steadfast.saga.engine.Saga.Sending;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SagaDefinitionTest {

    record Begun(String trip) {}

    record Go(String trip) {}

    record Went(String trip) {}

    record Failed(String trip) {}

    private static SagaBuilder<Begun> trip(int version) {
        return saga("trip", version(version))
                .startedBy(Begun.class, Begun.class, Function.identity())
                .identifiedBy(Begun.class, Begun::trip);
    }

    private static StepBuilder<Begun> sending(StepBuilder<Begun> step) {
        return step.sends(begun -> new Go(begun.trip())).succeedsOn(Went.class);
    }

    private static void isRefused(String complaint, Consumer<SagaBuilder<Begun>> definition) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> definition.accept(trip(1)))
                .withMessageContaining(complaint);
    }

    @Test
    void contradictionsAreFoundWhenTheDefinitionIsBuilt() {
        isRefused("sends nothing", trip -> trip.step("a").succeedsOn(Went.class).end());
        isRefused(
                "can never succeed",
                trip -> trip.step("a").sends(begun -> new Go(begun.trip())).end());
        isRefused(
                "is there twice",
                trip -> sending(sending(trip.step("a")).step("a")).end());
        isRefused(
                "second pivot",
                trip -> sending(sending(trip.pivot("a")).pivot("b")).end());
        isRefused(
                "may fail after the pivot",
                trip -> sending(sending(trip.pivot("a")).step("b"))
                        .failsOn(Failed.class, Failed::trip)
                        .end());
        isRefused(
                "from the pivot on nothing is",
                trip -> sending(sending(trip.pivot("a")).undoneBy("b")).end());
        isRefused(
                "must not fail",
                trip -> sending(sending(trip.step("a")).undoneBy("b"))
                        .failsOn(Failed.class, Failed::trip)
                        .end());
        isRefused(
                "runs alongside nothing",
                trip -> sending(sending(sending(trip.undoneBy("u")).alongside("b"))
                                .step("c"))
                        .end());
        isRefused(
                "cannot be left out",
                trip -> sending(trip.pivot("a")).onlyIf(any -> true).end());
        isRefused(
                "whenever its step may have been done",
                trip -> sending(sending(trip.step("a")).undoneBy("b"))
                        .onlyIf(any -> true)
                        .end());
        isRefused(
                "what undoes is not undone",
                trip -> sending(sending(sending(trip.step("a")).undoneBy("b")).undoneBy("c"))
                        .end());
        isRefused(
                "runs alongside the pivot",
                trip -> sending(sending(trip.pivot("a")).alongside("b")).end());
        isRefused(
                "cannot be told from a by its answers",
                trip -> sending(sending(trip.step("a")).alongside("b")).end());
        isRefused("has no step", trip -> sending(trip.undoneBy("a")).end());
    }

    @Test
    void aStepMayHaveAPatienceOfItsOwn() {
        var impatient = new Patience(Duration.ofSeconds(1), 2, Duration.ofSeconds(3));
        var trip =
                sending(sending(trip(1).step("a")).waits(impatient).step("b")).end();
        assertThat(trip.patience(new Sending("a", 2, UUID.randomUUID()))).hasSeconds(2);
        assertThat(trip.patience(new Sending("b", 2, UUID.randomUUID()))).hasSeconds(20);
    }

    @Test
    void sagasEndByTheVersionWithWhichTheyBeganAndBeginByTheNewest() {
        var old = sending(trip(1).step("a")).end();
        var current = sending(trip(2).step("a")).end();
        var definitions = new SagaDefinitions(List.of(current, old));
        assertThat(definitions.find("trip", 1)).containsSame(old);
        assertThat(definitions.find("trip", 3)).isEmpty();
        assertThat(definitions.concernedBy(new Begun("t"))).containsExactly(current);
        assertThat(definitions.concernedBy("something else")).isEmpty();
    }

    @Test
    void aVersionThatIsShippedAheadIsKnownAndHeardButStartsNothing() {
        var current = sending(trip(1).step("a")).end();
        var ahead = trip(2).shippedAhead()
                .step("a")
                .sends(begun -> new Go(begun.trip()))
                .succeedsOn(Failed.class)
                .end();
        var definitions = new SagaDefinitions(List.of(ahead, current));
        assertThat(definitions.find("trip", 2)).containsSame(ahead);
        assertThat(definitions.concernedBy(new Begun("t"))).containsExactly(current);
        assertThat(definitions.concernedBy(new Failed("t"))).containsExactly(current);
        assertThat(definitions.listensTo()).contains(Failed.class);
        assertThatIllegalStateException().isThrownBy(() -> new SagaDefinitions(List.of(ahead)));
    }
}
