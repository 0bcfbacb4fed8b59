package io.steadfast.web.credentials;

import io.steadfast.web.access.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is wrong with credentials. Says so without repeating them. */
final class CredentialRules {

    private static final int SHORTEST_LOGIN = 12;

    /** More is cut off by bcrypt, and refused by its encoder. */
    private static final int LONGEST_LOGIN_BYTES = 72;

    private static final int FEWEST_CHARACTERS = 5;

    /** Defaults of ours and of others, and what people write for the time being; compared without what is no letter. */
    private static final Set<String> WELL_KNOWN = Set.of(("admin administrator changeit changeme default demo dev "
                    + "development example guest letmein manager operator passwd password passwort postgres postgresql prod "
                    + "production qwerty qwertyuiop rabbitmq replaceme root sample secret staging steadfast system test "
                    + "todo user viewer welcome")
            .split(" "));

    private static final String DIGITS = "0123456789".repeat(3);

    private CredentialRules() {}

    /** What can work nowhere. */
    static List<String> unusable(Collection<Credential> credentials) {
        List<String> findings = new ArrayList<>();
        for (Credential login : credentials) {
            if (login.isLogin() && PasswordHash.isClaimedBy(login.value()) && !PasswordHash.is(login.value())) {
                findings.add(login
                        + " begins with {bcrypt} but is no bcrypt hash of a cost from 04 to 16; did something take its $ for"
                        + " a variable?");
            } else if (login.isLogin() && bytes(login) > LONGEST_LOGIN_BYTES) {
                findings.add(login + " is longer than %d bytes".formatted(LONGEST_LOGIN_BYTES));
            }
        }
        return findings;
    }

    /** What is not good enough for production. */
    static List<String> weak(Collection<Credential> credentials) {
        List<String> findings = new ArrayList<>();
        credentials.forEach(credential -> (credential.isPassword() ? weakPassword(credential) : weakUser(credential))
                .ifPresent(finding -> findings.add(credential + " " + finding)));
        findings.addAll(sharedLogins(credentials));
        return findings;
    }

    private static Optional<String> weakUser(Credential user) {
        if (user.value().isBlank()) {
            return Optional.of("is empty");
        }
        return user.value().equals("guest")
                ? Optional.of("is guest, the user that every new broker has")
                : Optional.empty();
    }

    private static Optional<String> weakPassword(Credential password) {
        String value = password.value();
        if (value.isBlank()) {
            return Optional.of("is empty");
        }
        if (PasswordHash.is(value)) {
            return Optional.empty();
        }
        if (WELL_KNOWN.contains(letters(value)) || DIGITS.contains(value) || value.equalsIgnoreCase(password.user())) {
            return Optional.of("is well known, or nearly so");
        }
        if (value.codePoints().distinct().count() < FEWEST_CHARACTERS) {
            return Optional.of("has fewer than %d different characters".formatted(FEWEST_CHARACTERS));
        }
        if (password.isLogin() && value.codePointCount(0, value.length()) < SHORTEST_LOGIN) {
            return Optional.of("is shorter than %d characters".formatted(SHORTEST_LOGIN));
        }
        return Optional.empty();
    }

    /** Whoever may only read would be able to act. */
    private static List<String> sharedLogins(Collection<Credential> credentials) {
        List<String> findings = new ArrayList<>();
        List<Credential> logins = credentials.stream()
                .filter(Credential::isLogin)
                .filter(login -> !login.value().isBlank())
                .toList();
        for (int i = 0; i < logins.size(); i++) {
            for (Credential other : logins.subList(i + 1, logins.size())) {
                if (logins.get(i).value().equals(other.value())) {
                    findings.add("%s is the same as %s".formatted(other, logins.get(i)));
                }
            }
        }
        return findings;
    }

    private static String letters(String value) {
        return value.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
    }

    private static int bytes(Credential credential) {
        return credential.value().getBytes(StandardCharsets.UTF_8).length;
    }
}
