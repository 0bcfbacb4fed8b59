package io.steadfast.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProductTest {

    private final Product product = new Product("item1", 10);

    @Test
    void reservedUnitsAreOnHandButNotAvailable() {
        product.reserve(4);
        expect(10, 4, 10);
        assertThat(product.available()).isEqualTo(6);
    }

    @Test
    void soldUnitsLeaveTheHouse() {
        product.reserve(4);
        product.sell(4);
        expect(6, 0, 10);
    }

    @Test
    void releasedUnitsAreAvailableAgain() {
        product.reserve(4);
        product.release(3);
        expect(10, 1, 10);
    }

    @Test
    void countBooksTheDifference() {
        product.reserve(4);
        product.sell(3);
        product.count(20);
        expect(20, 1, 23);
        product.count(1);
        expect(1, 1, 4);
    }

    @Test
    void nothingGoesBelowZeroOrAboveWhatIsThere() {
        product.reserve(4);
        assertThatThrownBy(() -> product.reserve(7)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> product.reserve(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> product.release(5)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> product.sell(5)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> product.sell(-1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> product.count(3)).isInstanceOf(IllegalStateException.class);
        expect(10, 4, 10);
    }

    private void expect(long onHand, long reserved, long received) {
        assertThat(product.onHand()).as("on hand").isEqualTo(onHand);
        assertThat(product.reserved()).as("reserved").isEqualTo(reserved);
        assertThat(product.received()).as("received").isEqualTo(received);
    }
}
