/** The real system end to end: what customers, operators and other programs see, also while parts of it die. */
@NullMarked
package io.steadfast.acceptance;

import org.jspecify.annotations.NullMarked;
