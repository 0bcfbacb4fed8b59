/** The customer's wish to cancel, which the saga decides about. */
@NullMarked
package io.steadfast.order.cancellation;

import org.jspecify.annotations.NullMarked;
