package io.steadfast.saga.testing;

import io.steadfast.local.testing.Door;
import io.steadfast.saga.SagaOrchestratorApplication;
import io.steadfast.saga.trip.TripConfiguration;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole orchestrator on a free port and a database of its own, with no broker in reach: what it has to say stays in
 * its outbox, where a test can see it. Deadlines are looked at, operations carried on, and finished sagas purged, only
 * when a test wants it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = SagaOrchestratorApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "steadfast.sweep.interval=1h",
            "steadfast.sweep.gap=2h",
            "steadfast.sweep.batch-size=2",
            "steadfast.sweep.max-resends=4",
            "steadfast.retention.purge-interval=1h",
            "steadfast.operations.interval=1h",
            "steadfast.operations.batch-size=4",
            "steadfast.audit.migrate=false",
            "logging.level.io.steadfast.messaging=off"
        })
@ContextConfiguration(initializers = FreshDatabase.class)
@Import({Sagas.class, TripConfiguration.class, Door.class})
public @interface RunningOrchestrator {}
