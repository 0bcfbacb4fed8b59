package io.steadfast.order;

import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** So many units of one product in an order. */
public record OrderLine(String productId, int quantity) {

    /** The lines of two columns of arrays. */
    static List<OrderLine> read(Array productIds, Array quantities) throws SQLException {
        var products = (String[]) productIds.getArray();
        var counts = (Integer[]) quantities.getArray();
        return IntStream.range(0, products.length)
                .mapToObj(n -> new OrderLine(products[n], counts[n]))
                .toList();
    }
}
