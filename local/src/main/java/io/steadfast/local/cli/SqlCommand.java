package io.steadfast.local.cli;

import io.steadfast.local.demo.Table;
import io.steadfast.local.process.StartFailure;
import java.io.PrintStream;
import java.sql.DriverManager;
import java.sql.SQLException;

/** {@code ./run sql}: one query in database {@code steadfast}, shown as a table. */
final class SqlCommand {

    private final int port;
    private final PrintStream out;

    SqlCommand(int port, PrintStream out) {
        this.port = port;
        this.out = out;
    }

    int run(String query) {
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/steadfast?connectTimeout=5";
        try (var connection = DriverManager.getConnection(url, "postgres", "");
                var statement = connection.createStatement()) {
            if (statement.execute(query)) {
                out.print(Table.of(statement.getResultSet()));
            } else {
                out.println(statement.getUpdateCount() + " rows changed");
            }
            return 0;
        } catch (SQLException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
