package io.steadfast.inventory.stock;

import java.util.Collection;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Products whose rows are locked until the transaction ends. Of any other product nothing is available. */
public final class Stock {

    private final Map<String, Product> products;

    Stock(Collection<Product> products) {
        this.products = products.stream().collect(Collectors.toMap(Product::id, Function.identity()));
    }

    public long available(String productId) {
        Product product = products.get(productId);
        return product == null ? 0 : product.available();
    }

    /** Promises units that are available. */
    public void reserve(String productId, long quantity) {
        product(productId).reserve(quantity);
    }

    /** Gives promised units back. */
    public void release(String productId, long quantity) {
        product(productId).release(quantity);
    }

    /** Promised units leave the house. */
    public void sell(String productId, long quantity) {
        product(productId).sell(quantity);
    }

    private Product product(String id) {
        Product product = products.get(id);
        if (product == null) {
            throw new NoSuchElementException("Not locked: product " + id);
        }
        return product;
    }
}
