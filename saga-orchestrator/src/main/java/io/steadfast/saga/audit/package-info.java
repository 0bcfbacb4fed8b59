/** Brings the audits, which look across all schemas, into the database once those schemas are there. */
@NullMarked
package io.steadfast.saga.audit;

import org.jspecify.annotations.NullMarked;
