package io.steadfast.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequiredComponentsTest {

    record Line(String product, int quantity) {}

    record Basket(List<Line> lines, @Nullable Line gift) {}

    @Test
    void completeRecordPasses() {
        assertThatCode(() -> RequiredComponents.check(new Basket(List.of(new Line("p", 1)), null)))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsMissingInDepthIsNamed() {
        assertMissing(new Basket(null, null), "data.lines");
        assertMissing(new Basket(List.of(new Line("p", 1), new Line(null, 1)), null), "data.lines[1].product");
        assertMissing(new Basket(Arrays.asList(new Line("p", 1), null), null), "data.lines[1]");
        assertMissing(new Basket(List.of(), new Line(null, 1)), "data.gift.product");
    }

    private static void assertMissing(Basket basket, String path) {
        assertThatExceptionOfType(UnprocessableMessageException.class)
                .isThrownBy(() -> RequiredComponents.check(basket))
                .withMessage("missing: " + path);
    }
}
