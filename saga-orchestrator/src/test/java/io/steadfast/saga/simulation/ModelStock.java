package io.steadfast.saga.simulation;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message.ConfirmReservation;
import io.steadfast.contracts.Message.InventoryCommandRefused;
import io.steadfast.contracts.Message.InventoryConfirmed;
import io.steadfast.contracts.Message.InventoryReleased;
import io.steadfast.contracts.Message.InventoryReserved;
import io.steadfast.contracts.Message.InventoryUnavailable;
import io.steadfast.contracts.Message.ReleaseReservation;
import io.steadfast.contracts.Message.ReserveInventory;
import io.steadfast.contracts.Shortage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** inventory-service as the contract has it, with the tombstones of release before reserve. */
final class ModelStock extends ModelService<Map<String, ModelStock.Reservation>> {

    enum Fate {
        ACTIVE,
        UNAVAILABLE,
        CONFIRMED,
        RELEASED
    }

    record Reservation(List<Item> items, Fate fate) {}

    static final Map<String, Integer> RECEIVED = Map.of("a", 5, "b", 8);

    private final boolean tombstones;
    private final BooleanSupplier moody;

    ModelStock(Ids ids, boolean dedups, boolean tombstones, BooleanSupplier moody) {
        super(ids, dedups, new LinkedHashMap<>());
        this.tombstones = tombstones;
        this.moody = moody;
    }

    @Override
    Map<String, Reservation> copyOf(Map<String, Reservation> original) {
        return new LinkedHashMap<>(original);
    }

    @Nullable
    Fate fateOf(String orderId) {
        Reservation reservation = state.get(orderId);
        return reservation == null ? null : reservation.fate();
    }

    int taken(String product) {
        return state.values().stream()
                .filter(reservation -> reservation.fate() == Fate.ACTIVE || reservation.fate() == Fate.CONFIRMED)
                .flatMap(reservation -> reservation.items().stream())
                .filter(item -> item.productId().equals(product))
                .mapToInt(Item::quantity)
                .sum();
    }

    @Override
    void handle(Envelope message) {
        if (message.data() instanceof ReserveInventory reserve) {
            reserve(reserve);
        } else if (message.data() instanceof ConfirmReservation confirm) {
            confirm(confirm.orderId());
        } else if (message.data() instanceof ReleaseReservation release) {
            release(release.orderId());
        }
    }

    private void reserve(ReserveInventory reserve) {
        String id = reserve.orderId();
        if (fateOf(id) == null) {
            boolean enough = reserve.items().stream()
                    .allMatch(item -> taken(item.productId()) + item.quantity() <= RECEIVED.get(item.productId()));
            state.put(id, new Reservation(reserve.items(), enough ? Fate.ACTIVE : Fate.UNAVAILABLE));
        }
        switch (state.get(id).fate()) {
            case ACTIVE, CONFIRMED -> send(new InventoryReserved(id, reserve.items()));
            case UNAVAILABLE -> send(new InventoryUnavailable(id, reserve.items(), List.of(new Shortage("a", 1, 0))));
            case RELEASED -> send(new InventoryReleased(id));
        }
    }

    private void confirm(String id) {
        Fate fate = fateOf(id);
        if (fate == Fate.ACTIVE && !moody.getAsBoolean() || fate == Fate.CONFIRMED) {
            state.put(id, new Reservation(state.get(id).items(), Fate.CONFIRMED));
            send(new InventoryConfirmed(id));
        } else {
            send(new InventoryCommandRefused(id, "ConfirmReservation", String.valueOf(fate), "not today"));
        }
    }

    private void release(String id) {
        Reservation reservation = state.get(id);
        if (reservation == null) {
            if (tombstones) {
                state.put(id, new Reservation(List.of(), Fate.RELEASED));
            }
            send(new InventoryReleased(id));
        } else if (reservation.fate() == Fate.CONFIRMED) {
            send(new InventoryCommandRefused(id, "ReleaseReservation", "confirmed", "it is sold"));
        } else {
            state.put(id, new Reservation(reservation.items(), Fate.RELEASED));
            send(new InventoryReleased(id));
        }
    }
}
