/** What several integration tests of the orchestrator need. */
@NullMarked
package io.steadfast.saga.testing;

import org.jspecify.annotations.NullMarked;
