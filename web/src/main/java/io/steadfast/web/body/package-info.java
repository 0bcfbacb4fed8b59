/** Request bodies: how large they may be, and reading them so that every wrong field is named. */
@NullMarked
package io.steadfast.web.body;

import org.jspecify.annotations.NullMarked;
