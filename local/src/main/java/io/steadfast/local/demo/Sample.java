package io.steadfast.local.demo;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One sample order and how it should end. */
record Sample(String title, String orderId, String expectedStatus, String expectedReason) {

    /** How this order ended otherwise than it should have; the reason is compared by the word that must be in it. */
    Optional<String> difference(JsonNode order) {
        var status = order.path("status").asString("unknown");
        var reason = order.path("reason").asString("");
        if (!status.equals(expectedStatus)) {
            return Optional.of("order %s (%s) is %s, not %s".formatted(orderId, title, status, expectedStatus));
        }
        if (!reason.contains(expectedReason)) {
            return Optional.of("order %s (%s) was cancelled because of \"%s\", not because of %s"
                    .formatted(orderId, title, reason, expectedReason));
        }
        return Optional.empty();
    }
}
