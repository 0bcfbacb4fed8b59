package io.steadfast.order.placement;

import io.steadfast.order.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Places orders: the order, its idempotency key and the message that announces it are written in one transaction, or
 * none of them. Orders that come at the same time share a transaction.
 */
@Service
public class PlaceOrder {

    private final SharedTransaction<PlacementRequest, Placement> transaction;

    PlaceOrder(WritePlacements placements, PlacementProperties properties) {
        this.transaction = new SharedTransaction<>(placements::write, properties.transactions(), properties.maxBatch());
    }

    /**
     * Places the order, or finds the one that the key has placed before. Returns when that is committed; never waits for
     * another request with the same key.
     */
    public Placement place(NewOrder order, Origin origin, @Nullable String key) {
        return transaction.take(new PlacementRequest(order, origin, key));
    }
}
