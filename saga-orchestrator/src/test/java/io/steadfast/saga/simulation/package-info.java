/** The saga core among model participants and a broker that loses, repeats and reorders, by the thousand and by seed. */
@NullMarked
package io.steadfast.saga.simulation;

import org.jspecify.annotations.NullMarked;
