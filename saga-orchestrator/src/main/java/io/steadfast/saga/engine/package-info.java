/** What a saga is and what it does next: definitions, states and one pure function, with no framework, clock or database. */
@NullMarked
package io.steadfast.saga.engine;

import org.jspecify.annotations.NullMarked;
