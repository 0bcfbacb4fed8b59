/** PostgreSQL and a broker for tests: one of each per test JVM, started on first use. */
@NullMarked
package io.steadfast.local.testing;

import org.jspecify.annotations.NullMarked;
