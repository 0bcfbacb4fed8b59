package io.steadfast.saga.simulation;

import java.util.UUID;

/** A message of the model: its id stays the same however often it is delivered. */
record Envelope(UUID id, Object data) {}
