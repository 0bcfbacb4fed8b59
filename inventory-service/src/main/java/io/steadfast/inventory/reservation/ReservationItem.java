package io.steadfast.inventory.reservation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an order asked for of one product.
 *
 * @param available what was there when it was too little; null where there was enough
 */
public record ReservationItem(
        String productId, int quantity, @Nullable Long available) {

    /** The items of a row that has them as arrays. */
    static List<ReservationItem> read(ResultSet row) throws SQLException {
        var products = (String[]) row.getArray("product_ids").getArray();
        var quantities = (Integer[]) row.getArray("quantities").getArray();
        var available = (@Nullable Long[]) row.getArray("available").getArray();
        return IntStream.range(0, products.length)
                .mapToObj(n -> new ReservationItem(products[n], quantities[n], available[n]))
                .toList();
    }

    /** Whether this product was the reason, or one of the reasons, why nothing was reserved. */
    public boolean isShort() {
        return available != null;
    }
}
