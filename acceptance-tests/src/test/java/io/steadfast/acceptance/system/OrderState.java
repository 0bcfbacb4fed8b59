package io.steadfast.acceptance.system;

import io.steadfast.contracts.Item;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as its customer sees it. */
public record OrderState(
        String id,
        String customerId,
        List<Item> items,
        String status,
        @Nullable String reason,
        Instant createdAt,
        Instant updatedAt) {

    public boolean isPending() {
        return status.equals("pending");
    }
}
