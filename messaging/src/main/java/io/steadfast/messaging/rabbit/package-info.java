/** AMQP itself: topology, confirming publisher, listeners that drain what has arrived, dead letters. */
@NullMarked
package io.steadfast.messaging.rabbit;

import org.jspecify.annotations.NullMarked;
