package io.steadfast.inventory.reservation;

import java.util.List;

/** What a command led to, now or when it came for the first time. */
public sealed interface Outcome {

    record Reserved(List<ReservationItem> items) implements Outcome {}

    /** Nothing was reserved; some of the items are short. */
    record Unavailable(List<ReservationItem> items) implements Outcome {}

    record Confirmed() implements Outcome {}

    record Released() implements Outcome {}

    /** Nothing was changed, and the command will never succeed. */
    record Refused(String state, String reason) implements Outcome {

        static Refused in(ReservationStatus status, String reason) {
            return new Refused(status.lowerCase(), reason);
        }

        static Refused unknown() {
            return new Refused("unknown", "there is no reservation for this order");
        }
    }
}
