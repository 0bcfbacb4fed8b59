package io.steadfast.saga.placeorder;

import io.steadfast.saga.engine.Cause;
import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.engine.Saga;
import io.steadfast.saga.engine.SagaCore;
import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.engine.Transition;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** All that the engine decides about an order that goes through: its start and three answers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PlaceOrderSpeed {

    private static final UUID ID = new UUID(1, 2);
    private static final Cause CAUSE = new Cause(ID, () -> ID);

    private final SagaDefinition<?> definition = PlaceOrderScenarios.PLACE_ORDER;

    @Benchmark
    public Object decisionsOfAnOrder() {
        return order(definition);
    }

    private static <D> Saga<D> order(SagaDefinition<D> definition) {
        var created = PlaceOrderScenarios.CREATED;
        var identity = new Saga.Identity(
                ID, definition.type(), definition.version(), definition.businessKeyOf(created), Saga.Trace.NONE);
        var data = definition.startedBy(created).orElseThrow();
        Transition<D> reserving = SagaCore.start(definition, identity, data, null, CAUSE);
        Saga<D> confirming = answered(definition, reserving.saga(), PlaceOrderScenarios.RESERVED);
        Saga<D> delivering = answered(definition, confirming, PlaceOrderScenarios.ORDER_CONFIRMED);
        return answered(definition, delivering, PlaceOrderScenarios.STOCK_CONFIRMED);
    }

    private static <D> Saga<D> answered(SagaDefinition<D> definition, Saga<D> saga, Object reply) {
        return SagaCore.on(definition, saga, new Incoming.Reply(reply), CAUSE).saga();
    }
}
