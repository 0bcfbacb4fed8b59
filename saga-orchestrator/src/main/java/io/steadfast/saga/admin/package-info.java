/** What operators see of the sagas and do to them, over REST; every action is kept with who, why and what came of it. */
@NullMarked
package io.steadfast.saga.admin;

import org.jspecify.annotations.NullMarked;
