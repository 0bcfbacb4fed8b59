package io.steadfast.messaging;

import java.time.Duration;

/**
 * How long the same message may still come again for one reason. Every part that repeats messages declares one as a
 * bean; the inbox must remember ids for longer than the longest, or a late repetition would take effect twice.
 *
 * @param setting the property that makes it so long, for the error message
 */
public record RetryWindow(String setting, Duration length) {}
