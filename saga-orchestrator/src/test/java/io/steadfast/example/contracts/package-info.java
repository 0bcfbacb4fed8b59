/** The module {@code contracts} as it is once there is a payment-service. */
@NullMarked
package io.steadfast.example.contracts;

import org.jspecify.annotations.NullMarked;
