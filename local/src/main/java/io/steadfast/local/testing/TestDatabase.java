package io.steadfast.local.testing;

import io.steadfast.local.postgres.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A fresh database in the test server, with the roles and schemas of {@code db/bootstrap.sql} if that is on the class path. */
public final class TestDatabase {

    private final Postgres server;
    private final String name;

    TestDatabase(Postgres server, String name) {
        this.server = server;
        this.name = name;
    }

    public String name() {
        return name;
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return server.port();
    }

    /** Without a user; no role needs a password. */
    public String jdbcUrl() {
        return server.jdbcUrl(name);
    }

    /** A connection as superuser. */
    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    /** A connection as this role. */
    public Connection connectAs(String role) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), role, "");
    }

    /** Runs one or more statements as superuser. */
    public void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("in database " + name + ": " + sql, e);
        }
    }
}
