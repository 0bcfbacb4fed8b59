package io.steadfast.saga.store;

/** What at most one saga has: a type of saga and what it is about. */
public record SagaKey(String type, String businessKey) {}
