package io.steadfast.acceptance.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SQL by one role, for what is not seen from outside otherwise. */
public final class Database {

    private final String url;
    private final String role;

    Database(String url, String role) {
        this.url = url;
        this.role = role;
    }

    /** The rows, each by its columns' names. */
    public List<Map<String, Object>> rows(String sql, Object... parameters) {
        try (var connection = connect();
                var statement = prepared(connection, sql, parameters);
                var result = statement.executeQuery()) {
            var columns = result.getMetaData();
            var rows = new ArrayList<Map<String, Object>>();
            while (result.next()) {
                var row = new LinkedHashMap<String, Object>();
                for (var column = 1; column <= columns.getColumnCount(); column++) {
                    row.put(columns.getColumnLabel(column), result.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of all rows, as text. */
    public List<String> texts(String sql, Object... parameters) {
        return rows(sql, parameters).stream()
                .map(row -> String.valueOf(row.values().iterator().next()))
                .toList();
    }

    public boolean exists(String sql, Object... parameters) {
        return !rows(sql, parameters).isEmpty();
    }

    /** Runs the statement and returns how many rows it changed. */
    public int change(String sql, Object... parameters) {
        try (var connection = connect();
                var statement = prepared(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs the statements in a transaction that stays open, with the locks that they take, until it is closed. */
    public Hold hold(List<String> statements) {
        try {
            return new Hold(connect(), statements);
        } catch (SQLException e) {
            throw new IllegalStateException(statements.toString(), e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, role, "");
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
