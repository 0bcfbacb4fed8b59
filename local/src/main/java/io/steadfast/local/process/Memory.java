package io.steadfast.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How much memory a process holds. */
public final class Memory {

    private Memory() {}

    /** Its resident set for people, such as {@code 120 MB}; empty if it cannot be told. */
    public static String of(long pid) {
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            var kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return kilobytes.isEmpty() ? "" : Long.parseLong(kilobytes) / 1024 + " MB";
        } catch (IOException | NumberFormatException e) {
            return "";
        }
    }
}
