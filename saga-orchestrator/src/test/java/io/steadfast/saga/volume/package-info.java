/** The orchestrator over as many sagas as months of work leave behind. */
@NullMarked
package io.steadfast.saga.volume;

import org.jspecify.annotations.NullMarked;
