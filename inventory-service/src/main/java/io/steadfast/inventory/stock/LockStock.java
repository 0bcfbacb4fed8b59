package io.steadfast.inventory.stock;

import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives the caller's transaction the stock that it is going to change. */
@Component
public class LockStock {

    private final ProductRepository products;

    LockStock(ProductRepository products) {
        this.products = products;
    }

    /** Locks all that exist of these products at once, in the order of ids; once a transaction, or it may deadlock. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Stock of(Collection<String> productIds) {
        return new Stock(productIds.isEmpty() ? List.of() : products.lockAll(productIds));
    }
}
