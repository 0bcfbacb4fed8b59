/** The running system and the words in which the acceptance tests speak of it. */
@NullMarked
package io.steadfast.acceptance.system;

import org.jspecify.annotations.NullMarked;
