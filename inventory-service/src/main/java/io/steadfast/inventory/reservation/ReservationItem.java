package io.steadfast.inventory.reservation;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * What an order asked for of one product.
 *
 * @param available what was there when it was too little; null where there was enough
 */
@Embeddable
public record ReservationItem(
        String productId, int quantity, @Nullable Long available) {

    /** Whether this product was the reason, or one of the reasons, why nothing was reserved. */
    public boolean isShort() {
        return available != null;
    }
}
