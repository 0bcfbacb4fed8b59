package io.steadfast.inventory.stock;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes over what somebody counted in the house. */
@Component
public class SetStock {

    private final ProductTable products;

    SetStock(ProductTable products) {
        this.products = products;
    }

    /** Creates the product, or books the difference, in a transaction of its own. */
    @Transactional
    public StockCount count(String productId, long counted) {
        boolean created = products.insertIfAbsent(productId);
        Product product = products.lockAll(List.of(productId)).get(0);
        if (counted < product.reserved()) {
            return new StockCount.BelowReserved(product);
        }
        product.count(counted);
        products.update(List.of(product));
        return created ? new StockCount.Created(product) : new StockCount.Changed(product);
    }
}
