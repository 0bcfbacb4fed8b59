package io.steadfast.local.stack;

import io.steadfast.local.Home;
import io.steadfast.local.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;

/** The passwords of the users {@code operator} and {@code viewer}. */
public record Logins(Password operator, Password viewer) {

    private static final String ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * One password.
     *
     * @param text itself, or its hash
     * @param whereabouts where a person finds it, as in "in /home/me/password"
     */
    public record Password(String text, String whereabouts) {

        /**
         * Whether nobody can log in with this text, because it is only what the services compare with. How a hash begins
         * is said once more here, since this module has no class of theirs; they check that it is one.
         */
        public boolean isHash() {
            return text.startsWith("{bcrypt}");
        }

        @Override
        public String toString() {
            return "Password[" + whereabouts + "]";
        }
    }

    /** From the environment, else from the home, where they are made at random once, readable by their owner only. */
    public static Logins of(Home home, Map<String, String> environment) {
        return new Logins(
                password("STEADFAST_OPERATOR_PASSWORD", environment, home.operatorPassword()),
                password("STEADFAST_VIEWER_PASSWORD", environment, home.viewerPassword()));
    }

    private static Password password(String variable, Map<String, String> environment, Path file) {
        var given = environment.getOrDefault(variable, "");
        if (!given.isBlank()) {
            return new Password(given, "from " + variable);
        }
        try {
            if (!Files.exists(file)) {
                keep(random(), file);
            }
            return new Password(Files.readString(file).strip(), "in " + file);
        } catch (IOException e) {
            throw new StartFailure("The password in " + file + " cannot be read or kept: " + e.getMessage(), e);
        }
    }

    private static void keep(String password, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "password", "", ownerOnly);
        Files.writeString(temporary, password + System.lineSeparator());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String random() {
        var password = new StringBuilder();
        RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(index -> password.append(ALPHABET.charAt(index)));
        return password.toString();
    }
}
