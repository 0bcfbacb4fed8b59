package io.steadfast.inventory.reservation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much of which products an order wants, each product once. */
public final class Demand {

    private final SortedMap<String, Integer> quantities = new TreeMap<>();

    /**
     * Adds a line; lines of one product add up.
     *
     * @throws ArithmeticException if the sum is beyond what a message can carry
     */
    public void add(String productId, int quantity) {
        if (quantity < 1) {
            throw new IllegalArgumentException("A quantity must be positive: " + quantity);
        }
        quantities.merge(productId, quantity, Math::addExact);
    }

    SortedMap<String, Integer> quantities() {
        return Collections.unmodifiableSortedMap(quantities);
    }
}
