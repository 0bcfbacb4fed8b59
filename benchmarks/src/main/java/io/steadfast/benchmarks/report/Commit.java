package io.steadfast.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The state of the source tree. */
final class Commit {

    private Commit() {}

    /** Its hash, with a mark if there are changes besides results; "unknown" outside a repository. */
    static String of(Path root) {
        var hash = git(root, "rev-parse", "HEAD");
        var changes = git(root, "status", "--porcelain", "--", ".", ":!benchmarks/results");
        return hash.isEmpty() ? "unknown" : hash + (changes.isEmpty() ? "" : " and changes");
    }

    private static String git(Path root, String... arguments) {
        var command = Stream.concat(Stream.of("git", "-C", root.toString()), Stream.of(arguments));
        try {
            var process = new ProcessBuilder(command.toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
