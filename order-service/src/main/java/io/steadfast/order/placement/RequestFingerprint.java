package io.steadfast.order.placement;

import io.steadfast.contracts.Item;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A hash of what a request means: equal whatever white space, order of fields or unknown fields it was sent with. */
final class RequestFingerprint {

    private RequestFingerprint() {}

    static byte[] of(NewOrder order) {
        var canonical = new ByteArrayOutputStream();
        // Lengths go before texts, so that no two requests have the same bytes.
        try (var out = new DataOutputStream(canonical)) {
            out.writeUTF(order.customerId());
            for (Item item : order.items()) {
                out.writeUTF(item.productId());
                out.writeInt(item.quantity());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sha256(canonical.toByteArray());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
