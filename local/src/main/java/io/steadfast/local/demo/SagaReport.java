package io.steadfast.local.demo;

import io.steadfast.local.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How sagas went, by the views that every reader of the database may use. */
final class SagaReport {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stack stack;

    SagaReport(Stack stack) {
        this.stack = stack;
    }

    /** Returns when the saga of this order has ended. */
    void awaitEnd(String orderId) throws SQLException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var connection = connect();
                var statement = connection.prepareStatement(
                        "select 1 from sagas.saga_overview where order_id::text = ? and finished_at is not null")) {
            statement.setString(1, orderId);
            while (!statement.executeQuery().next()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "the saga of order " + orderId + " has not ended within " + PATIENCE.toSeconds() + " s");
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    /** A table of the sagas, and one of each saga's way. */
    String of(List<Sample> samples) throws SQLException {
        var text = new StringBuilder(System.lineSeparator());
        try (var connection = connect()) {
            text.append(overview(connection, samples));
            for (var sample : samples) {
                text.append(System.lineSeparator())
                        .append(sample.title())
                        .append(":")
                        .append(System.lineSeparator())
                        .append(timeline(connection, sample));
            }
        }
        return text.toString();
    }

    private static String overview(Connection connection, List<Sample> samples) throws SQLException {
        var ids = samples.stream().map(Sample::orderId).toArray();
        try (var statement = connection.prepareStatement("""
                select order_id, status as saga, step as last_step, attempt,
                    round(extract(epoch from finished_at - started_at) * 1000) as ms, last_error
                from sagas.saga_overview
                where order_id::text = any (?)
                order by started_at
                """)) {
            statement.setArray(1, connection.createArrayOf("text", ids));
            return Table.of(statement.executeQuery()).toString();
        }
    }

    private static String timeline(Connection connection, Sample sample) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select round(extract(epoch from at - min(at) over ()) * 1000) as ms, event, step
                from sagas.saga_timeline
                where order_id::text = ?
                order by seq
                """)) {
            statement.setString(1, sample.orderId());
            return Table.of(statement.executeQuery()).toString();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(stack.jdbcUrl(), "saga_reader", "");
    }
}
