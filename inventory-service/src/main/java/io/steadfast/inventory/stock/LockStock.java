package io.steadfast.inventory.stock;

import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives the caller's transaction the stock that it is going to change, and writes what it has changed. */
@Component
public class LockStock {

    private final ProductTable products;

    LockStock(ProductTable products) {
        this.products = products;
    }

    /** Locks all that exist of these products at once, in the order of ids; once a transaction, or it may deadlock. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Stock of(Collection<String> productIds) {
        return new Stock(productIds.isEmpty() ? List.of() : products.lockAll(productIds));
    }

    /** Writes what has become of it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void save(Stock stock) {
        products.update(stock.changed());
    }
}
