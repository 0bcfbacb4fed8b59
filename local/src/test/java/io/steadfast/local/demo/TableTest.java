package io.steadfast.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        var table = new Table("step", "ms").add("reserve-stock", 12).add("confirm-order", 3);

        assertThat(table.toString().lines())
                .containsExactly(
                        "step          | ms",
                        "--------------+---",
                        "reserve-stock | 12",
                        "confirm-order | 3",
                        "(2 rows)");
    }
}
