package io.steadfast.saga.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.steadfast.saga.engine.SagaDefinitions;
import io.steadfast.saga.testing.RunningOrchestrator;
import io.steadfast.saga.testing.Sagas;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningOrchestrator
class KnownDefinitionsIT {

    @Autowired
    Sagas sagas;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SagaDefinitions definitions;

    @BeforeEach
    void nobodyElsesSagaIsOfAnUnknownVersion() {
        jdbc.sql("update saga set definition_version = 1").update();
    }

    @Test
    void aBuildThatCouldNotCarryOnWhatIsUnderWayDoesNotStartAndListsTheSagas() {
        String order = sagas.started();
        sagas.set(order, "definition_version = 77");
        var failure =
                catchThrowableOfType(UnknownDefinitionsException.class, () -> new KnownDefinitions(jdbc, definitions));
        assertThat(failure)
                .hasMessageContaining("place-order/77: 1 sagas, among them " + sagas.id(order))
                .hasMessageContaining("place-order/1");
        assertThat(new UnknownDefinitionsAnalyzer().analyze(failure).getAction())
                .startsWith("Start a build that has these versions.");
        sagas.set(order, "definition_version = 1");
        assertThatCode(() -> new KnownDefinitions(jdbc, definitions)).doesNotThrowAnyException();
    }

    @Test
    void whatHasEndedNeedsNoDefinition() {
        String order = sagas.started();
        sagas.receive(Sagas.cancellation(order), Sagas.released(order), Sagas.cancelled(order));
        sagas.set(order, "definition_version = 78");
        assertThatCode(() -> new KnownDefinitions(jdbc, definitions)).doesNotThrowAnyException();
    }

    @Test
    void theStepsAreWrittenDownForSql() {
        assertThat(steps("before_pivot")).containsExactly("reserve-stock");
        assertThat(steps("undo")).containsExactly("release-stock", "cancel-order");
    }

    private List<String> steps(String which) {
        return jdbc.sql("""
                        select step from saga_step
                        where type = 'place-order' and definition_version = 1 and %s
                        order by position""".formatted(which)).query(String.class).list();
    }
}
