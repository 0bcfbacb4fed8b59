/** The saga's commands to the inventory, and the answers. */
@NullMarked
package io.steadfast.inventory.messaging;

import org.jspecify.annotations.NullMarked;
