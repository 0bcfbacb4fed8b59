package io.steadfast.contracts;

/** One product of which less is available than was asked for. */
public record Shortage(String productId, int requested, long available) {}
