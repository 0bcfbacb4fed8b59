/** The saga orchestrator: carries every order to its end, whatever happens on the way. */
@NullMarked
package io.steadfast.saga;

import org.jspecify.annotations.NullMarked;
