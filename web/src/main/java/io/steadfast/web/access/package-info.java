/** Who may do what over HTTP: two logins, default deny, security headers. */
@NullMarked
package io.steadfast.web.access;

import org.jspecify.annotations.NullMarked;
