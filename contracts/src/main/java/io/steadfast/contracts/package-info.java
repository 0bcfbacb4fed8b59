/** What travels between the services: messages, exchanges, routing keys and queues, and nothing else. */
@NullMarked
package io.steadfast.contracts;

import org.jspecify.annotations.NullMarked;
