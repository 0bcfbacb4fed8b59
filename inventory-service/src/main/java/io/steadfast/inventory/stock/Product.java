package io.steadfast.inventory.stock;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The stock of one product: {@code 0 <= reserved <= onHand}, and what was received less what was sold is on hand.
 * Whoever changes it holds its row's lock.
 */
public final class Product {

    private final String id;

    /** As it was read; counts the changes that were written. */
    private final long version;

    private long onHand;
    private long reserved;
    private long received;

    /** A product of which so many units have come in. */
    Product(String id, long onHand) {
        this(id, 0, onHand, 0, onHand);
    }

    private Product(String id, long version, long onHand, long reserved, long received) {
        this.id = id;
        this.version = version;
        this.onHand = onHand;
        this.reserved = reserved;
        this.received = received;
    }

    /** The product of a row. */
    static Product read(ResultSet row) throws SQLException {
        return new Product(
                row.getString("id"),
                row.getLong("version"),
                row.getLong("on_hand"),
                row.getLong("reserved"),
                row.getLong("received"));
    }

    /** Promises units that are available. */
    void reserve(long quantity) {
        require(quantity > 0 && quantity <= available(), "reserve", quantity);
        reserved += quantity;
    }

    /** Gives promised units back. */
    void release(long quantity) {
        require(quantity > 0 && quantity <= reserved, "release", quantity);
        reserved -= quantity;
    }

    /** Promised units leave the house. */
    void sell(long quantity) {
        require(quantity > 0 && quantity <= reserved, "sell", quantity);
        reserved -= quantity;
        onHand -= quantity;
    }

    /** Books the difference to what was counted as received, or as written off; not below what is promised. */
    void count(long counted) {
        require(counted >= reserved, "count", counted);
        received = Math.addExact(received, counted - onHand);
        onHand = counted;
    }

    private void require(boolean allowed, String what, long quantity) {
        if (!allowed) {
            throw new IllegalStateException(
                    "Cannot %s %d of %s: %d on hand, %d reserved".formatted(what, quantity, id, onHand, reserved));
        }
    }

    public String id() {
        return id;
    }

    /** Units in the house, the reserved ones included. */
    public long onHand() {
        return onHand;
    }

    /** Units promised to orders. */
    public long reserved() {
        return reserved;
    }

    /** Units that can still be promised. */
    public long available() {
        return onHand - reserved;
    }

    long received() {
        return received;
    }

    long version() {
        return version;
    }
}
