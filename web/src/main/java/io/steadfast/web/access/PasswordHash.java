package io.steadfast.web.access;

import java.util.regex.Pattern;

/**
 * A password as it may be configured instead of itself: {@code {bcrypt}$2a$…}, as Spring Security writes it. Checking it
 * costs what its maker chose, at every request: from {@code 04}, the least that bcrypt knows, to {@code 16}, which takes
 * some seconds. With more, each request with whatever password would hold a thread for longer than anybody waits.
 */
public final class PasswordHash {

    private static final String PREFIX = "{bcrypt}";
    private static final Pattern WHOLE = Pattern.compile("\\{bcrypt}\\$2[aby]\\$(?:0[4-9]|1[0-6])\\$[./0-9A-Za-z]{53}");

    private PasswordHash() {}

    /** Whether this is meant to be a hash; no password begins like one. */
    public static boolean isClaimedBy(String configured) {
        return configured.startsWith(PREFIX);
    }

    /** Whether it is one. */
    public static boolean is(String configured) {
        return WHOLE.matcher(configured).matches();
    }
}
