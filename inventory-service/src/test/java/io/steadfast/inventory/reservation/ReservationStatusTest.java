package io.steadfast.inventory.reservation;

import static io.steadfast.inventory.reservation.ReservationStatus.ACTIVE;
import static io.steadfast.inventory.reservation.ReservationStatus.CONFIRMED;
import static io.steadfast.inventory.reservation.ReservationStatus.RELEASED;
import static io.steadfast.inventory.reservation.ReservationStatus.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReservationStatusTest {

    @ParameterizedTest
    @EnumSource
    void onlyTheseTransitionsExist(ReservationStatus from) {
        Set<ReservationStatus> allowed = switch (from) {
            case ACTIVE -> Set.of(CONFIRMED, RELEASED);
            case UNAVAILABLE -> Set.of(RELEASED);
            case CONFIRMED, RELEASED -> Set.of();
        };
        for (ReservationStatus to : Set.of(ACTIVE, CONFIRMED, RELEASED, UNAVAILABLE)) {
            assertThat(catchThrowable(() -> from.requireMayBecome(to)) == null)
                    .as("%s to %s", from, to)
                    .isEqualTo(allowed.contains(to));
        }
    }
}
