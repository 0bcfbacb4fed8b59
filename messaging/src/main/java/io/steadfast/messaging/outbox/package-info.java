/** Messages written in the caller's transaction, and the relay that hands them to the broker afterwards. */
@NullMarked
package io.steadfast.messaging.outbox;

import org.jspecify.annotations.NullMarked;
