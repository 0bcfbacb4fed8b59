/** The order: its aggregate, where it is kept, and what it tells others. */
@NullMarked
package io.steadfast.order;

import org.jspecify.annotations.NullMarked;
