package io.steadfast.contracts;

/** So many units of one product. */
public record OrderItem(String productId, int quantity) {}
