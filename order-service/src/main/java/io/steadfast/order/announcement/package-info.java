/** Pending orders that have heard nothing announce themselves again, in case the broker lost everything. */
@NullMarked
package io.steadfast.order.announcement;

import org.jspecify.annotations.NullMarked;
