package io.steadfast.inventory.stock;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads products, each as last committed. */
@Component
@Transactional(readOnly = true)
public class FindProducts {

    private final ProductRepository products;

    FindProducts(ProductRepository products) {
        this.products = products;
    }

    public Optional<Product> byId(String id) {
        return products.findById(id);
    }

    /** At most so many products whose ids come after this one, in the order of ids; all ids come after the empty one. */
    public List<Product> after(String id, int limit) {
        return products.findByIdGreaterThanOrderById(id, Limit.of(limit));
    }
}
