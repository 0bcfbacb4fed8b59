package io.steadfast.inventory.stock;

import io.steadfast.messaging.database.Columns;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code product}. Locking and writing need a transaction of the caller's; what was locked and changed is not
 * written before {@link #update} is called.
 */
@Component
class ProductTable {

    private final JdbcClient jdbc;

    ProductTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Product> find(String id) {
        return select("where id = :id", Map.of("id", id)).stream().findFirst();
    }

    /** The page after this id, in the order of ids. */
    List<Product> findAfter(String id, int limit) {
        return select("where id > :id order by id limit :limit", Map.of("id", id, "limit", limit));
    }

    /** The products that exist, locked in the order of their ids, so that two transactions cannot lock each other out. */
    List<Product> lockAll(Collection<String> ids) {
        return select("where id = any (:ids) order by id for no key update", Map.of("ids", ids.toArray(String[]::new)));
    }

    private List<Product> select(String clauses, Map<String, ?> parameters) {
        return jdbc.sql("select id, on_hand, reserved, received, version from product " + clauses)
                .params(parameters)
                .query((row, n) -> Product.read(row))
                .list();
    }

    /** Writes a product without stock unless it exists, also when another transaction does the same; whether it was written. */
    boolean insertIfAbsent(String id) {
        return jdbc.sql("""
                        insert into product (id, on_hand, reserved, received, version)
                        values (:id, 0, 0, 0, 0)
                        on conflict do nothing""").param("id", id).update() == 1;
    }

    /**
     * Writes what has become of products that were locked. Their ids stand there as {@code = any}, too, or a plan that was
     * made for fewer products, and is kept, reads the whole table for the join.
     *
     * @throws OptimisticLockingFailureException if one of them was not, and somebody else has changed it
     */
    void update(Collection<Product> products) {
        if (products.isEmpty()) {
            return;
        }
        int written = jdbc.sql("""
                        update product
                        set on_hand = p.on_hand, reserved = p.reserved, received = p.received, version = product.version + 1
                        from unnest(cast(:ids as text[]), cast(:versions as bigint[]), cast(:onHand as bigint[]),
                                    cast(:reserved as bigint[]), cast(:received as bigint[]))
                                 as p (id, version, on_hand, reserved, received)
                        where product.id = any (cast(:ids as text[]))
                          and product.id = p.id and product.version = p.version""")
                .params(Columns.of(products)
                        .with("ids", Product::id)
                        .with("versions", Product::version)
                        .with("onHand", Product::onHand)
                        .with("reserved", Product::reserved)
                        .with("received", Product::received)
                        .parameters())
                .update();
        if (written != products.size()) {
            throw new OptimisticLockingFailureException("%d of %d products were changed by someone else"
                    .formatted(products.size() - written, products.size()));
        }
    }
}
