package io.steadfast.inventory.reservation;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where reservations are kept. Locks need a transaction of the caller's. */
interface ReservationRepository extends Repository<Reservation, String> {

    @Query("select r from Reservation r left join fetch r.items where r.orderId = :orderId")
    Optional<Reservation> findWithItems(String orderId);

    /** The reservations that exist, locked in the order of their keys, so that two batches cannot lock each other out. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Reservation r where r.orderId in :orderIds order by r.orderId")
    List<Reservation> lockAll(Collection<String> orderIds);
}
