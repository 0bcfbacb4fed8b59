package io.steadfast.inventory.reservation;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads reservations as last committed. */
@Component
public class FindReservation {

    private final ReservationTable reservations;

    FindReservation(ReservationTable reservations) {
        this.reservations = reservations;
    }

    public Optional<Reservation> byOrder(String orderId) {
        return reservations.find(orderId);
    }
}
