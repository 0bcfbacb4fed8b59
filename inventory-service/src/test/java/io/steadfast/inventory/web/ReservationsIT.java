package io.steadfast.inventory.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.inventory.testing.InventoryApi;
import io.steadfast.inventory.testing.RunningInventoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningInventoryService
class ReservationsIT {

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private InventoryApi api;

    @BeforeEach
    void connect() {
        api = new InventoryApi(port);
    }

    @Test
    void aReservationShowsItsItemsAndTimes() {
        jdbc.sql("insert into reservation values "
                        + "('shown', 'released', 'gone', '2026-11-23T08:00:00Z', '2026-11-23T08:00:01.5Z', 0)")
                .update();
        jdbc.sql("insert into reservation_item values ('shown', 'b', 2, null), ('shown', 'a', 1, null)")
                .update();
        assertThat(api.get("/reservations/shown").json().toString()).isEqualTo("""
                {"orderId":"shown","status":"released",\
                "items":[{"productId":"a","quantity":1},{"productId":"b","quantity":2}],"reason":"gone",\
                "createdAt":"2026-11-23T08:00:00Z","updatedAt":"2026-11-23T08:00:01.500Z"}""");
    }

    @Test
    void anUnknownOrderIs404() {
        assertThat(api.get("/reservations/nobody").status()).isEqualTo(404);
        assertThat(api.get("/reservations/" + "a".repeat(101)).status()).isEqualTo(400);
        assertThat(api.get("/reservations").status()).isEqualTo(404);
    }
}
