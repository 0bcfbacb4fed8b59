package io.steadfast.benchmarks.floor;

import io.steadfast.messaging.wire.TimeOrderedId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The SQL that a saga cannot do without, in batches of {@value #BATCH} by plain JDBC and with nothing else: seven
 * transactions, each of which writes an aggregate, an outbox row and an inbox row a message, and as many in which the
 * relay reads the outbox rows and deletes them. The tables are shaped and indexed like the real ones.
 */
final class PostgresFloor {

    private static final int BATCH = 50;
    private static final int TRANSACTIONS = 7;
    private static final int SESSIONS = 4;

    private static final List<String> TABLES = List.of("""
            drop schema if exists floor cascade""", """
            create schema floor""", """
            create table floor.aggregate (
                id uuid primary key, status text not null, step int not null, data jsonb not null,
                version bigint not null, created_at timestamptz not null, updated_at timestamptz not null)
            with (fillfactor = 80)""", """
            create table floor.outbox (
                id bigint generated always as identity primary key, session int not null, aggregate_id text not null,
                message_id uuid not null, body bytea not null, created_at timestamptz not null default clock_timestamp())
            with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000)""", """
            create index on floor.outbox (session, id)""", """
            create index on floor.outbox (aggregate_id, id)""", """
            create table floor.inbox (
                message_id uuid primary key, received_at timestamptz not null default clock_timestamp())""", """
            create index on floor.inbox (received_at)""");

    private static final String START = """
            insert into floor.aggregate
            select id, 'running', 1, '{"customerId":"c-42","items":[{"productId":"p1","quantity":1}]}', 1, now(), now()
            from unnest(?::uuid[]) as id""";

    private static final String STEP = """
            update floor.aggregate set step = step + 1, version = version + 1, updated_at = now()
            where id = any (?::uuid[])""";

    private static final String SEND = """
            insert into floor.outbox (session, aggregate_id, message_id, body)
            select ?, id::text, id, convert_to(repeat('x', 500), 'utf8') from unnest(?::uuid[]) as id""";

    private static final String RECEIVE = """
            insert into floor.inbox (message_id) select unnest(?::uuid[]) on conflict do nothing""";

    private static final String RELAY =
            "select id, body from floor.outbox where session = ? order by id limit " + BATCH;

    private static final String SENT = "delete from floor.outbox where id = any (?)";

    private PostgresFloor() {}

    /** Sagas a second. */
    static double sagasPerSecond(Callable<Connection> connect, Duration length) throws Exception {
        try (var connection = connect.call();
                var statement = connection.createStatement()) {
            for (var table : TABLES) {
                statement.execute(table);
            }
        }
        var end = System.nanoTime() + length.toNanos();
        var sessions = Executors.newFixedThreadPool(SESSIONS);
        try {
            var results = new ArrayList<Future<Integer>>();
            for (var session = 0; session < SESSIONS; session++) {
                var number = session;
                results.add(sessions.submit(() -> run(connect, number, end)));
            }
            var sagas = 0;
            for (var result : results) {
                sagas += result.get();
            }
            return sagas / (length.toNanos() / 1e9);
        } finally {
            sessions.shutdownNow();
        }
    }

    private static int run(Callable<Connection> connect, int session, long end) throws Exception {
        try (var connection = connect.call()) {
            connection.setAutoCommit(false);
            var sagas = 0;
            while (System.nanoTime() < end) {
                var ids = ids();
                for (var transaction = 0; transaction < TRANSACTIONS; transaction++) {
                    update(connection, transaction == 0 ? START : STEP, (Object) ids);
                    update(connection, SEND, session, ids);
                    update(connection, RECEIVE, (Object) ids());
                    connection.commit();
                    relay(connection, session);
                }
                sagas += BATCH;
            }
            return sagas;
        }
    }

    private static void relay(Connection connection, int session) throws SQLException {
        var sent = new ArrayList<Long>();
        try (var statement = connection.prepareStatement(RELAY)) {
            statement.setInt(1, session);
            var rows = statement.executeQuery();
            while (rows.next()) {
                sent.add(rows.getLong(1));
                rows.getBytes(2);
            }
        }
        update(connection, SENT, (Object) sent.toArray(Long[]::new));
        connection.commit();
    }

    private static void update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var n = 0; n < parameters.length; n++) {
                statement.setObject(n + 1, parameters[n]);
            }
            statement.executeUpdate();
        }
    }

    private static String[] ids() {
        return Stream.generate(TimeOrderedId::next)
                .limit(BATCH)
                .map(UUID::toString)
                .toArray(String[]::new);
    }
}
