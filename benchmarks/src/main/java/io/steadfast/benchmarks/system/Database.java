package io.steadfast.benchmarks.system;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Questions to the database, as superuser, over one connection that is for one thread. */
public final class Database implements AutoCloseable {

    private final Connection connection;

    public Database(Connection connection) {
        this.connection = connection;
    }

    /** Reads a row. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows; question marks are parameters. */
    public <T> List<T> rows(Reader<T> reader, String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var n = 0; n < parameters.length; n++) {
                statement.setObject(n + 1, parameters[n]);
            }
            var result = statement.executeQuery();
            var rows = new ArrayList<T>();
            while (result.next()) {
                rows.add(reader.read(result));
            }
            return rows;
        }
    }

    /** The one value of the one row. */
    public double number(String sql, Object... parameters) throws SQLException {
        return rows(row -> row.getDouble(1), sql, parameters).get(0);
    }

    public String text(String sql) throws SQLException {
        return rows(row -> row.getString(1), sql).get(0);
    }

    /** Seconds since 1970, by the database's clock. */
    public double now() throws SQLException {
        return number("select extract(epoch from clock_timestamp())");
    }

    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Leaves no vacuum or checkpoint to whatever is measured next, and has plans made for what there is. */
    public void tidy() throws SQLException {
        execute("vacuum (analyze)");
        execute("checkpoint");
    }

    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
