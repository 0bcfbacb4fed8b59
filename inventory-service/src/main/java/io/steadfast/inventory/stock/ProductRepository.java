package io.steadfast.inventory.stock;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where products are kept. Locks need a transaction of the caller's. */
interface ProductRepository extends Repository<Product, String> {

    Optional<Product> findById(String id);

    /** The page after this id, in the order of ids. */
    List<Product> findByIdGreaterThanOrderById(String after, Limit limit);

    /** The products that exist, locked in the order of their ids, so that two transactions cannot lock each other out. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Product p where p.id in :ids order by p.id")
    List<Product> lockAll(Collection<String> ids);

    /** Writes a product without stock unless it exists, also when another transaction does the same; 1 if written. */
    @Modifying
    @Query(nativeQuery = true, value = """
            insert into product (id, on_hand, reserved, received, version)
            values (:id, 0, 0, 0, 0)
            on conflict do nothing""")
    int insertIfAbsent(String id);
}
