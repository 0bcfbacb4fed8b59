package io.steadfast.inventory.stock;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads products, each as last committed. */
@Component
public class FindProducts {

    private final ProductTable products;

    FindProducts(ProductTable products) {
        this.products = products;
    }

    public Optional<Product> byId(String id) {
        return products.find(id);
    }

    /** At most so many products whose ids come after this one, in the order of ids; all ids come after the empty one. */
    public List<Product> after(String id, int limit) {
        return products.findAfter(id, limit);
    }
}
