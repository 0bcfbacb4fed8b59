/** The saga's commands to an order, and their answers. */
@NullMarked
package io.steadfast.order.messaging;

import org.jspecify.annotations.NullMarked;
