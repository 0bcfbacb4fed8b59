package io.steadfast.order.web;

import io.steadfast.web.problem.InvalidRequestException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The {@code Idempotency-Key} header: 1 to 255 printable ASCII characters, not only blanks. */
final class IdempotencyKeyHeader {

    static final String NAME = "Idempotency-Key";

    private static final int MAX_LENGTH = 255;

    private IdempotencyKeyHeader() {}

    /** The key, or null without the header. */
    static @Nullable String of(HttpHeaders headers) {
        String key = headers.getFirst(NAME);
        if (key != null && (key.isBlank() || key.length() > MAX_LENGTH || !isPrintable(key))) {
            throw new InvalidRequestException(NAME, "must be 1 to 255 printable ASCII characters");
        }
        return key;
    }

    private static boolean isPrintable(String key) {
        return key.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
