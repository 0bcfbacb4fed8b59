package io.steadfast.inventory.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules that hold after every commit. */
public final class Conservation {

    private Conservation() {}

    public static void assertHolds(JdbcClient jdbc) {
        assertThat(jdbc.sql("""
                        select p.id, p.on_hand, p.reserved, p.received, s.active, s.sold
                        from product p
                             cross join lateral (
                                 select coalesce(sum(i.quantity) filter (where r.status = 'active'), 0)    as active,
                                        coalesce(sum(i.quantity) filter (where r.status = 'confirmed'), 0) as sold
                                 from reservation_item i join reservation r on r.order_id = i.order_id
                                 where i.product_id = p.id) s
                        where p.reserved <> s.active or p.received - s.sold <> p.on_hand
                           or p.reserved < 0 or p.reserved > p.on_hand""").query().listOfRows())
                .as("products whose units were made or lost")
                .isEmpty();
    }
}
