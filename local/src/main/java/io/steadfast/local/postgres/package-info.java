/** A durable PostgreSQL server from binaries that Maven brings. */
@NullMarked
package io.steadfast.local.postgres;

import org.jspecify.annotations.NullMarked;
