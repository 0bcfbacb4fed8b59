/** Charges cards and refunds them as the saga says. */
@NullMarked
package io.steadfast.example.payment;

import org.jspecify.annotations.NullMarked;
