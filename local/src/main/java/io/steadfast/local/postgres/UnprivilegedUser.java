package io.steadfast.local.postgres;

import io.steadfast.local.process.Command;
import io.steadfast.local.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. Where this program is root, PostgreSQL runs in a user namespace in which root is
 * nobody, or else (a container that forbids namespaces) as the user nobody, who gets the data folder.
 */
final class UnprivilegedUser {

    private static final Path NULL = Path.of("/dev/null");
    private static final String NOBODY = "65534";
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    /** For a data folder below one that only root may enter. */
    private static final List<String> AS_NOBODY_EVERYWHERE =
            concat(AS_NOBODY, List.of("--inh-caps=+dac_override", "--ambient-caps=+dac_override"));

    private UnprivilegedUser() {}

    /** What to put before a command so that it may use this program and this data folder without being root. */
    static List<String> prefix(Path program, Path data) {
        if (!isRoot()) {
            return List.of();
        }
        if (works(List.of("unshare", "--user"), program, data)) {
            return List.of("unshare", "--user");
        }
        giveToNobody(data);
        for (var prefix : List.of(AS_NOBODY, AS_NOBODY_EVERYWHERE)) {
            if (works(prefix, program, data)) {
                return prefix;
            }
        }
        throw new StartFailure("PostgreSQL refuses to run as root, and neither `unshare --user` nor `setpriv` can make "
                + "it another user here: start this as a normal user.");
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static boolean works(List<String> prefix, Path program, Path data) {
        var probe = List.of("sh", "-c", "test -x \"$0\" && test -w \"$1\"", program.toString(), data.toString());
        return Command.of(concat(prefix, probe)).run(NULL).succeeded();
    }

    private static void giveToNobody(Path data) {
        Command.of(List.of("chown", "-R", NOBODY + ":" + NOBODY, data.toString()))
                .run(NULL);
    }

    private static List<String> concat(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
