/**
 * What operators have done to many targets at once: kept in tables, carried on by whichever instance is alive, at a rate
 * that holds for all instances together. What is done to a target is another package's business.
 */
@NullMarked
package io.steadfast.saga.operation;

import org.jspecify.annotations.NullMarked;
