/** What a service must not be started with: credentials that everybody knows. */
@NullMarked
package io.steadfast.web.credentials;

import org.jspecify.annotations.NullMarked;
