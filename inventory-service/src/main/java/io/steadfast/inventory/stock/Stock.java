package io.steadfast.inventory.stock;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Products whose rows are locked until the transaction ends. Of any other product nothing is available. */
public final class Stock {

    private final Map<String, Product> products;
    private final Set<Product> changed = new LinkedHashSet<>();

    Stock(Collection<Product> products) {
        this.products = products.stream().collect(Collectors.toMap(Product::id, Function.identity()));
    }

    public long available(String productId) {
        Product product = products.get(productId);
        return product == null ? 0 : product.available();
    }

    /** Promises units that are available. */
    public void reserve(String productId, long quantity) {
        changing(productId).reserve(quantity);
    }

    /** Gives promised units back. */
    public void release(String productId, long quantity) {
        changing(productId).release(quantity);
    }

    /** Promised units leave the house. */
    public void sell(String productId, long quantity) {
        changing(productId).sell(quantity);
    }

    Collection<Product> changed() {
        return changed;
    }

    private Product changing(String id) {
        Product product = products.get(id);
        if (product == null) {
            throw new NoSuchElementException("Not locked: product " + id);
        }
        changed.add(product);
        return product;
    }
}
