package io.steadfast.web.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list as it is answered.
 *
 * @param next the {@link Cursor} with which to ask for the part after it; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String next) {

    /**
     * A page of rows of which one more was read than it may have, which tells whether it is the last.
     *
     * @param place where in the list an item stands
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> place) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        return new Page<>(
                rows.subList(0, limit), place.apply(rows.get(limit - 1)).encoded());
    }
}
