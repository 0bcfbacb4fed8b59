package io.steadfast.inventory.reservation;

import io.steadfast.inventory.reservation.ReservationCommand.Confirm;
import io.steadfast.inventory.reservation.ReservationCommand.Release;
import io.steadfast.inventory.reservation.ReservationCommand.Reserve;
import io.steadfast.inventory.stock.Stock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reservations of one transaction: those that exist and are locked, and those that commands make. Knows no database. */
final class ReservationBatch {

    private final Map<String, Reservation> known;
    private final SortedMap<String, Reservation> made = new TreeMap<>();
    private final Set<Reservation> changed = new LinkedHashSet<>();

    ReservationBatch(Collection<Reservation> locked) {
        this.known = locked.stream().collect(Collectors.toMap(Reservation::orderId, Function.identity()));
    }

    /** The products whose stock the commands may change. */
    Set<String> productsOf(List<ReservationCommand> commands) {
        Set<String> products = new HashSet<>();
        for (ReservationCommand command : commands) {
            Reservation reservation = known.get(command.orderId());
            if (reservation == null && command instanceof Reserve reserve) {
                products.addAll(reserve.demand().quantities().keySet());
            } else if (reservation != null && reservation.status() == ReservationStatus.ACTIVE) {
                reservation.items().forEach(item -> products.add(item.productId()));
            }
        }
        return products;
    }

    /** Applies one command; the next one sees what it did. */
    Outcome apply(ReservationCommand command, Stock stock, Instant now) {
        Reservation reservation = known.get(command.orderId());
        ReservationStatus before = reservation == null ? null : reservation.status();
        if (command instanceof Reserve reserve) {
            return (reservation == null
                            ? keep(Reservation.reserve(reserve.orderId(), reserve.demand(), stock, now))
                            : reservation)
                    .demanded();
        }
        Outcome outcome = end(command, reservation, stock, now);
        if (reservation != null && before != reservation.status() && !made.containsKey(command.orderId())) {
            changed.add(reservation);
        }
        return outcome;
    }

    private Outcome end(ReservationCommand command, @Nullable Reservation reservation, Stock stock, Instant now) {
        if (command instanceof Confirm) {
            return reservation == null ? Outcome.Refused.unknown() : reservation.confirm(stock, now);
        }
        return release((Release) command, reservation, stock, now);
    }

    private Outcome release(Release release, @Nullable Reservation reservation, Stock stock, Instant now) {
        if (reservation == null) {
            return keep(Reservation.tombstone(release.orderId(), release.reason(), now))
                    .demanded();
        }
        return reservation.release(release.reason(), stock, now);
    }

    private Reservation keep(Reservation reservation) {
        known.put(reservation.orderId(), reservation);
        made.put(reservation.orderId(), reservation);
        return reservation;
    }

    /** Those that were there before and stand elsewhere now. */
    Collection<Reservation> changed() {
        return changed;
    }

    /** Those that are new, in the order of keys, in which they are to be written. */
    List<Reservation> made() {
        return new ArrayList<>(made.values());
    }
}
