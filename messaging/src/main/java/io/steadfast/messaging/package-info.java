/** All between a commit and the broker, wired into a Spring Boot service by its presence and one {@code Wire} bean. */
@NullMarked
package io.steadfast.messaging;

import org.jspecify.annotations.NullMarked;
