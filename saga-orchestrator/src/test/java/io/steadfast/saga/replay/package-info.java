/** Recorded runs, replayed against the definitions of today: whoever changes how a version goes is told. */
@NullMarked
package io.steadfast.saga.replay;

import org.jspecify.annotations.NullMarked;
