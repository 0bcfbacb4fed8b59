/** The parts of Steadfast put together: ports, logins, servers and services as one system. */
@NullMarked
package io.steadfast.local.stack;

import org.jspecify.annotations.NullMarked;
