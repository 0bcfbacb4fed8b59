/** Headers that tell browsers what they must not do with an answer. */
@NullMarked
package io.steadfast.web.headers;

import org.jspecify.annotations.NullMarked;
