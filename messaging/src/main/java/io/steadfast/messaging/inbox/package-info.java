/** Handling of messages so that each takes effect at most once, whatever the broker repeats. */
@NullMarked
package io.steadfast.messaging.inbox;

import org.jspecify.annotations.NullMarked;
