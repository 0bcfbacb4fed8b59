/** Keeps what could not be handled, with its error, until an operator has it sent again or discards it. */
@NullMarked
package io.steadfast.saga.deadletter;

import org.jspecify.annotations.NullMarked;
