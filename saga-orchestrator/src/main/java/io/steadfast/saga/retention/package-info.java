/** How long finished sagas are kept, and what is left of them afterwards. */
@NullMarked
package io.steadfast.saga.retention;

import org.jspecify.annotations.NullMarked;
