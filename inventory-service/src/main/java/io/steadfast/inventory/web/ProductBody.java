package io.steadfast.inventory.web;

import io.steadfast.inventory.stock.Product;

/** A product as REST shows it. */
record ProductBody(String id, long onHand, long reserved, long available) {

    static ProductBody of(Product product) {
        return new ProductBody(product.id(), product.onHand(), product.reserved(), product.available());
    }
}
