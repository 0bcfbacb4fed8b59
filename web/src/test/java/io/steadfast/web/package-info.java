/** The shared HTTP side on a real server. */
@NullMarked
package io.steadfast.web;

import org.jspecify.annotations.NullMarked;
