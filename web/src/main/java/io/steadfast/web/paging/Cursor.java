package io.steadfast.web.paging;

import io.steadfast.web.problem.InvalidRequestException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A place in a list that is sorted by time, to the microsecond; callers see an opaque text. */
public record Cursor(Instant at, UUID id) {

    private static final int BYTES = 3 * Long.BYTES;
    private static final Instant FAR_FUTURE = Instant.parse("9999-01-01T00:00:00Z");

    /** Safe in a URL. */
    public String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(Math.addExact(TimeUnit.SECONDS.toMicros(at.getEpochSecond()), at.getNano() / 1_000))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Reads the parameter {@code cursor}, null if it is absent.
     *
     * @throws InvalidRequestException if it is no cursor of ours
     */
    public static @Nullable Cursor decoded(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == BYTES) {
                Cursor cursor = read(ByteBuffer.wrap(bytes));
                if (cursor.isPossible()) {
                    return cursor;
                }
            }
        } catch (IllegalArgumentException notBase64) {
            // answered below
        }
        throw new InvalidRequestException("cursor", "must be the next of a page before");
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
