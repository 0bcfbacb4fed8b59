package io.steadfast.order.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.contracts.Item;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestFingerprintTest {

    private static final NewOrder ORDER = new NewOrder("c-42", List.of(new Item("item1", 2), new Item("item2", 1)));

    @Test
    void sameOrderHasTheSameFingerprint() {
        assertThat(RequestFingerprint.of(ORDER))
                .isEqualTo(RequestFingerprint.of(
                        new NewOrder("c-42", List.of(new Item("item1", 2), new Item("item2", 1)))));
    }

    @Test
    void everyPartCounts() {
        assertThat(List.of(
                        new NewOrder("c-43", ORDER.items()),
                        new NewOrder("c-42", List.of(new Item("item1", 3), new Item("item2", 1))),
                        new NewOrder("c-42", List.of(new Item("item1", 2), new Item("item3", 1))),
                        new NewOrder("c-42", List.of(new Item("item2", 1), new Item("item1", 2))),
                        new NewOrder("c-42", List.of(new Item("item1", 2)))))
                .allSatisfy(
                        other -> assertThat(RequestFingerprint.of(other)).isNotEqualTo(RequestFingerprint.of(ORDER)));
    }

    @Test
    void productsListedTwiceAreAddedUpInTheOrderOfTheirFirstLine() {
        var order = new NewOrder("c", List.of(new Item("b", 1), new Item("a", 2), new Item("b", 3)));
        assertThat(order.lines()).extracting("productId").containsExactly("b", "a");
        assertThat(order.lines()).extracting("quantity").containsExactly(4, 2);
    }
}
