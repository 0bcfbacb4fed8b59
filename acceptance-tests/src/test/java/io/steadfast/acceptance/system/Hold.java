package io.steadfast.acceptance.system;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Locks in the database that keep services from going past a point, until they are released. */
public final class Hold implements AutoCloseable {

    private final Connection connection;

    Hold(Connection connection, List<String> statements) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public void release() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        release();
    }
}
