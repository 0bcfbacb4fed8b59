package io.steadfast.order.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The {@code wait} preference of RFC 7240. The first one counts; one that is malformed is ignored, as the RFC wants;
 * more than {@link #MAX_SECONDS} is as much.
 */
final class PreferWait {

    static final String HEADER = "Prefer";
    static final String APPLIED = "Preference-Applied";
    static final int MAX_SECONDS = 30;

    private static final Pattern WAIT = Pattern.compile("wait\\s*(?:=\\s*(.*))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECONDS = Pattern.compile("\"?0*(\\d{1,9}|\\d+)\"?");

    private PreferWait() {}

    /** How long to wait, if the caller prefers to. */
    static Optional<Duration> of(List<String> headers) {
        return headers.stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(preference -> WAIT.matcher(preference.split(";", 2)[0].strip()))
                .filter(Matcher::matches)
                .findFirst()
                .map(wait -> wait.group(1))
                .map(SECONDS::matcher)
                .filter(Matcher::matches)
                .map(seconds -> seconds.group(1))
                .map(digits -> digits.length() > 2 ? MAX_SECONDS : Math.min(MAX_SECONDS, Integer.parseInt(digits)))
                .map(Duration::ofSeconds);
    }
}
