/** Who may do what over HTTP: two logins, failed ones slowed down, default deny. */
@NullMarked
package io.steadfast.web.access;

import org.jspecify.annotations.NullMarked;
