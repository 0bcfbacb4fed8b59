package io.steadfast.web.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each failed login, and so many in a minute at most: whoever fails a lot must not fill the disk. How many were
 * left out is said with the next line, so never, if no login fails any more.
 */
final class FailedLoginLog {

    private static final Logger log = LoggerFactory.getLogger(FailedLoginLog.class);

    private static final int LINES_IN_A_MINUTE = 60;
    private static final int MAX_NAME = 40;

    private final Clock clock;
    private Instant minute = Instant.MIN;
    private int lines;
    private int unwritten;

    FailedLoginLog(Clock clock) {
        this.clock = clock;
    }

    /** @param name as the caller wrote it, which may be anything */
    synchronized void failed(String name, String address, FailedLogins.Failures failures) {
        startMinute();
        if (lines == LINES_IN_A_MINUTE) {
            unwritten++;
            return;
        }
        lines++;
        log.warn(
                "Failed login as \"{}\" from {}, number {} in a row{}{}{}",
                printable(name),
                printable(address),
                failures.count(),
                failures.refused() > 0 ? ", after %d tries that came too early".formatted(failures.refused()) : "",
                failures.delay().isZero()
                        ? ""
                        : "; the next one waits %d ms"
                                .formatted(failures.delay().toMillis()),
                lines == LINES_IN_A_MINUTE ? " (more in this minute are counted, not written)" : "");
    }

    private void startMinute() {
        Instant now = clock.instant();
        if (now.isBefore(minute) || !now.isBefore(minute.plus(Duration.ofMinutes(1)))) {
            if (unwritten > 0) {
                log.warn("{} more failed logins were not written", unwritten);
            }
            minute = now;
            lines = 0;
            unwritten = 0;
        }
    }

    private static String printable(String text) {
        var printable = new StringBuilder();
        text.codePoints().limit(MAX_NAME).map(c -> isPrintable(c) ? c : '?').forEach(printable::appendCodePoint);
        return text.codePointCount(0, text.length()) > MAX_NAME ? printable + "…" : printable.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
