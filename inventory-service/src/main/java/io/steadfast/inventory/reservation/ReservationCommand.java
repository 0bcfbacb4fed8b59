package io.steadfast.inventory.reservation;

import org.jspecify.annotations.Nullable;

/** What the saga wants for one order. */
public sealed interface ReservationCommand {

    String orderId();

    record Reserve(String orderId, Demand demand) implements ReservationCommand {}

    record Confirm(String orderId) implements ReservationCommand {}

    record Release(String orderId, @Nullable String reason) implements ReservationCommand {}
}
