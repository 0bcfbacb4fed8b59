package io.steadfast.order.listing;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** A place in the list of orders; callers see an opaque text. */
public record Cursor(Instant createdAt, UUID id) {

    private static final long MICROS = 1_000_000;
    private static final int BYTES = 3 * Long.BYTES;
    private static final Instant FAR_FUTURE = Instant.parse("9999-01-01T00:00:00Z");

    /** Safe in a URL. */
    public String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(Math.multiplyExact(createdAt.getEpochSecond(), MICROS) + createdAt.getNano() / 1_000)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty if the text is no cursor of ours. */
    public static Optional<Cursor> decoded(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == BYTES
                    ? Optional.of(read(ByteBuffer.wrap(bytes))).filter(Cursor::isPossible)
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The database refuses times too far away. */
    private boolean isPossible() {
        return createdAt.isAfter(Instant.EPOCH) && createdAt.isBefore(FAR_FUTURE);
    }

    private static Cursor read(ByteBuffer bytes) {
        Instant createdAt = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
        return new Cursor(createdAt, new UUID(bytes.getLong(), bytes.getLong()));
    }
}
