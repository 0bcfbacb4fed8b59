/** What a message looks like on the wire, whatever it says: envelope, metadata, and the catalogue of types and queues. */
@NullMarked
package io.steadfast.messaging.wire;

import org.jspecify.annotations.NullMarked;
