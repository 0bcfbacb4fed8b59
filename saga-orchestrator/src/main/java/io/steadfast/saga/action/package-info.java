/** What operators do is kept with who, why and what came of it, and is done once however often it is asked for. */
@NullMarked
package io.steadfast.saga.action;

import org.jspecify.annotations.NullMarked;
