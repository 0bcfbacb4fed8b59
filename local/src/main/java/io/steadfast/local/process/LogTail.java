package io.steadfast.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The last lines of a log, for a message to a person. */
public final class LogTail {

    private static final int LINES = 8;
    private static final int BYTES = 64 * 1024;

    /** What pushes the causes out of sight. */
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at .*|\\.\\.\\. \\d+ .*)");

    private LogTail() {}

    /** A phrase that names the log and quotes its end. */
    public static String of(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - BYTES));
            var bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            var lines = new String(bytes, StandardCharsets.UTF_8)
                    .stripTrailing()
                    .lines()
                    .filter(line -> !STACK_FRAME.matcher(line).matches())
                    .toList();
            var tail = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
            return "its log, %s, ends with:%n    %s".formatted(log, String.join(System.lineSeparator() + "    ", tail));
        } catch (IOException e) {
            return "its log, " + log + ", cannot be read";
        }
    }
}
