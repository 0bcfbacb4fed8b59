package io.steadfast.order.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The {@code traceparent} header of W3C Trace Context. As its specification wants, an invalid one is ignored. */
final class TraceParentHeader {

    static final String NAME = "traceparent";

    private static final Pattern VERSION_00 =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParentHeader() {}

    /** The header's value if it is valid, else null. */
    static @Nullable String of(HttpHeaders headers) {
        String value = headers.getFirst(NAME);
        return value != null && VERSION_00.matcher(value).matches() ? value : null;
    }
}
