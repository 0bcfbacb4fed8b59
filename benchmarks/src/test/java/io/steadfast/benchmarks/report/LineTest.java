package io.steadfast.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void targetIsAboutTheRatioWhereThereIsOne() {
        var figures = new Figures(line -> {});
        figures.add("rate", 990, "orders/s", Target.atLeast(1_000));
        figures.add("latency", 15, "ms", Target.atMost(15));
        figures.compare("hot", 300, "orders/s", 400, Target.atLeast(0.6));
        figures.add("backlog", 7, "orders");
        assertThat(figures.lines()).extracting(Line::holds).containsExactly(false, true, true, null);
    }

    @Test
    void figuresHaveThreeDigits() {
        assertThat(Line.format(0.123)).isEqualTo("0.12");
        assertThat(Line.format(12.34)).isEqualTo("12.3");
        assertThat(Line.format(1234.4)).isEqualTo("1,234");
        assertThat(Line.format(2)).isEqualTo("2");
    }
}
