package io.steadfast.inventory.stock;

/** What became of a count, with the product as it stands now. */
public sealed interface StockCount {

    Product product();

    record Created(Product product) implements StockCount {}

    record Changed(Product product) implements StockCount {}

    /** More units are promised than were counted; nothing was changed. */
    record BelowReserved(Product product) implements StockCount {}
}
