package io.steadfast.acceptance;

import static io.steadfast.acceptance.system.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.process.Liveness;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first thing that a person does with a fresh clone. */
class LocalRunIT {

    @Test
    void theSampleOrdersEndAsTheyShouldAndEverythingEndsWithThem() {
        var logins =
                Map.of("STEADFAST_OPERATOR_PASSWORD", "from-outside", "STEADFAST_VIEWER_PASSWORD", "from-there-too");
        try (var run = new LocalRun("run-once", logins)) {
            var once = run.call("--once", "--fresh", "--embedded-broker");

            assertThat(once.exitCode()).as(once.printed()).isZero();
            assertThat(once.printed())
                    .contains("enough in stock", "out of stock", "cancelled by its customer", "Stopped.");
            assertThat(run.call("status").exitCode())
                    .as("nothing runs any more")
                    .isOne();
        }
    }

    @Test
    void aRunThatIsShotLeavesNoProcessBehind() {
        try (var run = new LocalRun("run-shot", Map.of())) {
            var serving = run.call("--no-demo", "--embedded-broker");
            await("./run serves").until(() -> serving.printed().contains("Serving until Ctrl-C"));
            assertThat(serving.printed())
                    .containsPattern("Login +operator, password in /.+/run-shot/operator-password");
            assertThat(run.call("status").exitCode()).isZero();
            var sql = run.call("sql", "select count(*) as sagas from sagas.saga_overview");
            assertThat(sql.exitCode()).isZero();
            assertThat(sql.printed()).contains("sagas", "(1 row)");

            var family = LocalRun.family(serving);
            assertThat(family).hasSizeGreaterThan(5).allMatch(process -> Liveness.runs(process.pid()));
            serving.process().destroyForcibly();

            await("all are gone").until(() -> family.stream().noneMatch(process -> Liveness.runs(process.pid())));
        }
    }
}
