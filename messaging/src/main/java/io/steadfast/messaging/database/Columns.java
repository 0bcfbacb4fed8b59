package io.steadfast.messaging.database;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many rows as parameters of one statement: an array of texts for each column, which the statement casts and unnests.
 *
 * @param <R> what a row is made of
 */
public final class Columns<R> {

    private final Collection<? extends R> rows;
    private final Map<String, Object> arrays = new HashMap<>();

    private Columns(Collection<? extends R> rows) {
        this.rows = rows;
    }

    public static <R> Columns<R> of(Collection<? extends R> rows) {
        return new Columns<>(rows);
    }

    /** Adds a column as the parameter of this name. */
    public Columns<R> with(String name, Function<R, @Nullable Object> column) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        int n = 0;
        for (R row : rows) {
            Object value = column.apply(row);
            texts[n++] = value == null ? null : value.toString();
        }
        arrays.put(name, texts);
        return this;
    }

    /** For {@code JdbcClient}. */
    public Map<String, Object> parameters() {
        return arrays;
    }
}
