package io.steadfast.order;

import jakarta.persistence.Embeddable;

/** So many units of one product in an order. */
@Embeddable
public record OrderLine(String productId, int quantity) {}
