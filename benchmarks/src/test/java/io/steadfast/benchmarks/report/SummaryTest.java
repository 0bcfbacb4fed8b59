package io.steadfast.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private final List<String> told = new ArrayList<>();
    private final Figures figures = new Figures(line -> told.add(line.toString()));
    private final Summary summary = new Summary();

    @Test
    void oneTableTellsAllFiguresTheirTargetsAndWhetherTheseHold() {
        figures.add("rate", 990.4, "orders/s", Target.atLeast(1_000));
        figures.compare("hot", 300, "orders/s", 400, Target.atLeast(0.6));
        summary.add("sagas", figures);

        assertThat(told).containsExactly("rate: 990 orders/s", "hot: 300 orders/s");
        assertThat(summary.toString().lines().skip(2))
                .containsExactly(
                        "sagas     | rate | 990 orders/s | >= 1,000 |       | NO",
                        "sagas     | hot  | 300 orders/s | >= 0.6   | 0.75  | yes",
                        "(2 rows)");
        assertThat(summary.hasFailure()).isFalse();
    }

    @Test
    void whatCouldNotBeMeasuredIsInTheTableToo() {
        summary.addFailure("relay");

        assertThat(summary.hasFailure()).isTrue();
        assertThat(summary.toString()).contains("relay     | failed |");
    }
}
