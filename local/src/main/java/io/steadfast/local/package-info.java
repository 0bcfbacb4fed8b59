/** The whole system on one machine without Docker: PostgreSQL, a broker and the three services as real processes. */
@NullMarked
package io.steadfast.local;

import org.jspecify.annotations.NullMarked;
