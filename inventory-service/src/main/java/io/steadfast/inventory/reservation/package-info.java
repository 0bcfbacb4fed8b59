/** What becomes of an order's demand for stock: reserved, confirmed, released or unavailable. */
@NullMarked
package io.steadfast.inventory.reservation;

import org.jspecify.annotations.NullMarked;
