/** What every service shares of its database: the clock, and how little is said when it is away. */
@NullMarked
package io.steadfast.messaging.database;

import org.jspecify.annotations.NullMarked;
