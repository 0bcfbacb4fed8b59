package io.steadfast.saga.operation;

/** On whose behalf something is done, and why. */
public record Mandate(String actor, String reason) {}
