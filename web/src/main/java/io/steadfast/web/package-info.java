/** What the HTTP side of every service shares, wired in by its presence on the class path. */
@NullMarked
package io.steadfast.web;

import org.jspecify.annotations.NullMarked;
