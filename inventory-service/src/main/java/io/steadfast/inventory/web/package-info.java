/** Stock and reservations over REST. */
@NullMarked
package io.steadfast.inventory.web;

import org.jspecify.annotations.NullMarked;
