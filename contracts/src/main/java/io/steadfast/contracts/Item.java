package io.steadfast.contracts;

/** So many units of one product. */
public record Item(String productId, int quantity) {}
