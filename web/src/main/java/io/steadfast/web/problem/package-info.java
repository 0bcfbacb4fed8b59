/** Every error as RFC 9457 problem details, wherever between socket and controller it arises. */
@NullMarked
package io.steadfast.web.problem;

import org.jspecify.annotations.NullMarked;
