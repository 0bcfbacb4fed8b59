package io.steadfast.saga.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.saga.engine.JournalEvent;
import io.steadfast.saga.engine.SagaStatus;
import io.steadfast.saga.engine.StuckReason;
import io.steadfast.saga.testing.RunningOrchestrator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A new value of an enum must be allowed by the database before the first saga has it. */
@RunningOrchestrator
class ConstraintsIT {

    private static final Pattern LITERAL = Pattern.compile("'([a-z-]+)'");

    @Autowired
    JdbcClient jdbc;

    @Test
    void theJournalTakesExactlyTheEventsThatThereAre() {
        assertThat(allowedIn("saga_journal_event_check"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(JournalEvent.values())
                        .map(JournalEvent::label)
                        .toList());
    }

    @Test
    void aSagaTakesExactlyTheStatusesThatThereAre() {
        assertThat(allowedIn("saga_status_check"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(SagaStatus.values())
                        .map(SagaStatus::lowerCase)
                        .toList());
    }

    @Test
    void aSagaTakesExactlyTheReasonsToBeStuckThatThereAre() {
        assertThat(allowedIn("saga_stuck_reason_check"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(StuckReason.values())
                        .map(StuckReason::lowerCase)
                        .toList());
    }

    private List<String> allowedIn(String constraint) {
        return jdbc.sql("""
                        select pg_get_constraintdef(oid)
                        from pg_constraint
                        where conname = :name and connamespace = 'sagas'::regnamespace""")
                .param("name", constraint)
                .query(String.class)
                .single()
                .lines()
                .flatMap(definition -> LITERAL.matcher(definition).results())
                .map(match -> match.group(1))
                .toList();
    }
}
