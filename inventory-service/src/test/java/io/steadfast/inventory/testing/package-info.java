/** The whole service on a database of its own, for tests. */
@NullMarked
package io.steadfast.inventory.testing;

import org.jspecify.annotations.NullMarked;
