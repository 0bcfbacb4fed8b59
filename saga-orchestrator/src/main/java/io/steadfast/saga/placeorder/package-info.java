/** The saga of an order: reserve the stock, confirm the order, confirm the stock, or undo all of it. */
@NullMarked
package io.steadfast.saga.placeorder;

import org.jspecify.annotations.NullMarked;
