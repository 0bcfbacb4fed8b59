package io.steadfast.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The repository as text, for tests of what is written about it. */
final class SourceTree {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private SourceTree() {}

    static String read(String path) {
        return read(ROOT.resolve(path));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The modules' own files below {@code folder}, as in {@code src/main}, by their name. */
    static List<Path> files(String folder, Predicate<String> name) {
        return modules()
                .map(module -> module.resolve(folder))
                .filter(Files::isDirectory)
                .flatMap(SourceTree::walk)
                .filter(file -> name.test(file.getFileName().toString()))
                .sorted()
                .toList();
    }

    private static Stream<Path> modules() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
