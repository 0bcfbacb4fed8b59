package io.steadfast.inventory.web;

import io.steadfast.inventory.reservation.FindReservation;
import io.steadfast.web.body.ShortText;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Shows what became of an order's demand for stock. */
@RestController
class ReservationController {

    private final FindReservation reservations;

    ReservationController(FindReservation reservations) {
        this.reservations = reservations;
    }

    @Operation(summary = "The reservation of one order")
    @GetMapping("/reservations/{orderId}")
    ReservationBody reservation(@PathVariable @ShortText String orderId) {
        return reservations
                .byOrder(orderId)
                .map(ReservationBody::of)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no reservation for this order"));
    }
}
