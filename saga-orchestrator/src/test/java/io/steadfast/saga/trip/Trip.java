package io.steadfast.saga.trip;

import org.jspecify.annotations.Nullable;

/**
 * What the saga remembers of its trip.
 *
 * @param seat known once the flight is booked
 */
public record Trip(
        String id, int price, boolean car, @Nullable String seat) {

    static Trip of(TripMessage.Requested requested) {
        return new Trip(requested.trip(), requested.price(), requested.car(), null);
    }

    Trip seated(TripMessage.FlightBooked booked) {
        return new Trip(id, price, car, booked.seat());
    }
}
