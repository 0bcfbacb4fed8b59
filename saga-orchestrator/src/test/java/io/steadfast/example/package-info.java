/** What {@code docs/extending.md} builds, running: a payment-service, and orders that are charged before they are confirmed. */
@NullMarked
package io.steadfast.example;

import org.jspecify.annotations.NullMarked;
