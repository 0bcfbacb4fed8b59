package io.steadfast.saga.admin;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** A place in a list that is sorted by time, newest first; callers see an opaque text. */
record Cursor(Instant at, UUID id) {

    private static final int BYTES = 3 * Long.BYTES;
    private static final Instant FAR_FUTURE = Instant.parse("9999-01-01T00:00:00Z");

    /** Safe in a URL. */
    String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty if the text is no cursor of ours. */
    static Optional<Cursor> decoded(String text) {
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
        return at.isAfter(Instant.EPOCH) && at.isBefore(FAR_FUTURE);
    }

    private static Cursor read(ByteBuffer bytes) {
        Instant at = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
        return new Cursor(at, new UUID(bytes.getLong(), bytes.getLong()));
    }
}
