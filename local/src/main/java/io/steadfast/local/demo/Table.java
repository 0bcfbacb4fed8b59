package io.steadfast.local.demo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows and columns as plain text. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> header;

    public Table(String... header) {
        this.header = List.of(header);
    }

    /** All that is left of a result, with its columns' names. */
    public static Table of(ResultSet result) throws SQLException {
        var columns = result.getMetaData();
        var names = new ArrayList<String>();
        for (var column = 1; column <= columns.getColumnCount(); column++) {
            names.add(columns.getColumnLabel(column));
        }
        var table = new Table(names.toArray(String[]::new));
        while (result.next()) {
            var row = new ArrayList<String>();
            for (var column = 1; column <= names.size(); column++) {
                var value = result.getString(column);
                row.add(value == null ? "" : value.replace('\n', ' '));
            }
            table.rows.add(row);
        }
        return table;
    }

    public Table add(Object... cells) {
        rows.add(List.of(cells).stream().map(String::valueOf).toList());
        return this;
    }

    @Override
    public String toString() {
        var widths = IntStream.range(0, header.size()).map(this::width).toArray();
        var text = new StringBuilder();
        line(text, header, widths, " | ");
        line(text, IntStream.of(widths).mapToObj("-"::repeat).toList(), widths, "-+-");
        rows.forEach(row -> line(text, row, widths, " | "));
        return text.append(rows.size() == 1 ? "(1 row)" : "(" + rows.size() + " rows)")
                .append(System.lineSeparator())
                .toString();
    }

    private int width(int column) {
        return IntStream.concat(
                        IntStream.of(header.get(column).length()),
                        rows.stream().mapToInt(row -> row.get(column).length()))
                .max()
                .orElse(0);
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths, String separator) {
        var line = IntStream.range(0, cells.size())
                .mapToObj(column -> cells.get(column)
                        + " ".repeat(widths[column] - cells.get(column).length()))
                .collect(Collectors.joining(separator));
        text.append(line.stripTrailing()).append(System.lineSeparator());
    }
}
