package io.steadfast.order.listing;

import java.time.Instant;
import java.util.UUID;

/** Where in the list an order stands. */
public record Place(Instant createdAt, UUID id) {}
