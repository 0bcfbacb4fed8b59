/** The sample orders and the tables that show how they went. */
@NullMarked
package io.steadfast.local.demo;

import org.jspecify.annotations.NullMarked;
