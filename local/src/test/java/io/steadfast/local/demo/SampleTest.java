package io.steadfast.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SampleTest {

    private final Sample outOfStock = new Sample("out of stock", "1", "cancelled", "item2");

    @Test
    void anOrderThatEndedAsItShouldHasNoDifference() {
        assertThat(difference("{\"status\":\"cancelled\",\"reason\":\"out of stock: item2\"}"))
                .isEmpty();
    }

    @Test
    void anotherStatusIsADifference() {
        assertThat(difference("{\"status\":\"confirmed\"}")).contains("confirmed, not cancelled");
    }

    @Test
    void anotherReasonIsADifference() {
        assertThat(difference("{\"status\":\"cancelled\",\"reason\":\"by the customer\"}"))
                .contains("by the customer");
    }

    private String difference(String order) {
        return outOfStock
                .difference(JsonMapper.builder().build().readTree(order))
                .orElse("");
    }
}
