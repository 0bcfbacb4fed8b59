package io.steadfast.web.body;

import java.io.IOException;

/** The body turned out larger than it may be while it was read; answered with 413. */
public final class BodyTooLargeException extends IOException {

    BodyTooLargeException(long maxBytes) {
        super("The body may have at most %d bytes".formatted(maxBytes));
    }

    /** Safe to show to the caller. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
