/** Keeps what could not be handled, with its error, until an operator decides. */
@NullMarked
package io.steadfast.saga.deadletter;

import org.jspecify.annotations.NullMarked;
