package io.steadfast.saga.volume;

import com.zaxxer.hikari.HikariDataSource;
import io.steadfast.local.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How PostgreSQL has executed what it was asked, as its extension {@code auto_explain} writes it into the server's log:
 * whatever runs in the service is seen as it is, with its own transactions and parameters.
 */
final class Plans {

    private static final Pattern ENTRY = Pattern.compile("LOG: {2}duration: ([0-9.]+) ms {2}plan:\n((?:\t.*\n)+)");
    private static final JsonMapper JSON = new JsonMapper();

    private final Path log;

    Plans(Path log) {
        this.log = log;
    }

    /**
     * A statement that was executed.
     *
     * @param pages how often it has looked at a page of the tables and indexes, in memory or on disk
     * @param scanned tables that it has read from end to end
     */
    record Executed(String sql, double millis, long pages, Set<String> scanned) {}

    /** Has each statement in this database explained, in connections that are opened from now on. */
    static void explainAll(TestDatabase database, DataSource pool) throws java.sql.SQLException {
        for (String setting : List.of(
                "session_preload_libraries = 'auto_explain'",
                "auto_explain.log_min_duration = 0",
                "auto_explain.log_analyze = on",
                "auto_explain.log_buffers = on",
                "auto_explain.log_timing = off",
                "auto_explain.log_format = json")) {
            database.execute("alter database %s set %s".formatted(database.name(), setting));
        }
        pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
    }

    /** What was executed while this ran, and whatever else happened in the meantime. */
    List<Executed> during(Runnable action) {
        try (FileChannel file = FileChannel.open(log)) {
            file.position(file.size());
            action.run();
            return executed(new String(Channels.newInputStream(file).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Executed> executed(String text) {
        List<Executed> all = new ArrayList<>();
        ENTRY.matcher(text).results().forEach(entry -> {
            JsonNode explained = JSON.readTree(entry.group(2));
            Set<String> scanned = new TreeSet<>();
            long pages = pages(explained.path("Plan")) + visit(explained.path("Plan"), scanned);
            String sql = explained.path("Query Text").asString();
            all.add(new Executed(sql, Double.parseDouble(entry.group(1)), pages, scanned));
        });
        return all;
    }

    /**
     * Collects tables, and returns the pages of statements within this one that change rows: those run beside it, so that
     * the pages of the whole do not contain theirs.
     */
    private static long visit(JsonNode node, Set<String> scanned) {
        if (node.path("Node Type").asString().equals("Seq Scan")
                && node.path("Actual Loops").asInt() > 0) {
            scanned.add(node.path("Relation Name").asString());
        }
        boolean beside = node.path("Node Type").asString().equals("ModifyTable") && node.has("Subplan Name");
        long pages = beside ? pages(node) : 0;
        for (JsonNode child : node.path("Plans")) {
            pages += visit(child, scanned);
        }
        return pages;
    }

    private static long pages(JsonNode node) {
        return node.path("Shared Hit Blocks").asLong()
                + node.path("Shared Read Blocks").asLong();
    }
}
