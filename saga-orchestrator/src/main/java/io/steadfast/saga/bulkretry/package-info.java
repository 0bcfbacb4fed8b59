/** Has many stuck sagas send their steps' commands again, in one operation. */
@NullMarked
package io.steadfast.saga.bulkretry;

import org.jspecify.annotations.NullMarked;
