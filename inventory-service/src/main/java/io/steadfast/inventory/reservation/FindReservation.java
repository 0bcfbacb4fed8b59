package io.steadfast.inventory.reservation;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads reservations as last committed. */
@Component
public class FindReservation {

    private final ReservationRepository reservations;

    FindReservation(ReservationRepository reservations) {
        this.reservations = reservations;
    }

    @Transactional(readOnly = true)
    public Optional<Reservation> byOrder(String orderId) {
        return reservations.findWithItems(orderId);
    }
}
