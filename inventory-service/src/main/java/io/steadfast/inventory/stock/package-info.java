/** How much of each product is in the house and how much of it is promised. */
@NullMarked
package io.steadfast.inventory.stock;

import org.jspecify.annotations.NullMarked;
