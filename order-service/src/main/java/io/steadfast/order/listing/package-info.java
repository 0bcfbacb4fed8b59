/** Looking at orders, one or page by page. */
@NullMarked
package io.steadfast.order.listing;

import org.jspecify.annotations.NullMarked;
