/** Sagas as rows: locked, changed by the engine and written back with journal and outbox, a few statements for a batch. */
@NullMarked
package io.steadfast.saga.store;

import org.jspecify.annotations.NullMarked;
