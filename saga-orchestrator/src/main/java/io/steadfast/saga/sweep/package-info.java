/** Looks into silence: tells a lost message from a slow one and has the lost one sent again. */
@NullMarked
package io.steadfast.saga.sweep;

import org.jspecify.annotations.NullMarked;
