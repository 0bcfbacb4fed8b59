/** Keeps stock and reserves it for orders. */
@NullMarked
package io.steadfast.inventory;

import org.jspecify.annotations.NullMarked;
