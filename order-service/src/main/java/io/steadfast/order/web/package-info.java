/** Orders over REST, and the requests that wait for an order's end. */
@NullMarked
package io.steadfast.order.web;

import org.jspecify.annotations.NullMarked;
