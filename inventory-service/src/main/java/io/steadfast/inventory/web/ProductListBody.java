package io.steadfast.inventory.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.steadfast.inventory.stock.Product;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of products; without {@code next} it is the last. */
record ProductListBody(
        List<ProductBody> items,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {

    /** A page of at most {@code limit} from products of which one more was asked for. */
    static ProductListBody of(List<Product> products, int limit) {
        boolean more = products.size() > limit;
        List<Product> page = more ? products.subList(0, limit) : products;
        return new ProductListBody(
                page.stream().map(ProductBody::of).toList(),
                more ? Cursor.after(page.get(limit - 1).id()) : null);
    }
}
