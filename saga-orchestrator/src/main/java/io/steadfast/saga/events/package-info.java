/** What participants and customers say, brought to the sagas that it concerns. */
@NullMarked
package io.steadfast.saga.events;

import org.jspecify.annotations.NullMarked;
