package io.steadfast.inventory.stock;

import java.util.List;

/** Stock without a database, for tests. */
public final class Shelf {

    private Shelf() {}

    public static Product product(String id, long onHand) {
        return new Product(id, onHand);
    }

    public static Stock of(Product... products) {
        return new Stock(List.of(products));
    }
}
