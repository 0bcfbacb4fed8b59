package io.steadfast.contracts;

/** Where an order stands. On the wire, in SQL and in REST the names are lower case. */
public enum OrderStatus {
    PENDING,
    CONFIRMED,
    CANCELLED
}
