/** The correlation id that follows one customer's request through every service. */
@NullMarked
package io.steadfast.web.correlation;

import org.jspecify.annotations.NullMarked;
