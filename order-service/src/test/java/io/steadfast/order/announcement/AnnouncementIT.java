package io.steadfast.order.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.testing.OutboxRows;
import io.steadfast.local.testing.TestDatabase;
import io.steadfast.order.testing.OrderApi;
import io.steadfast.order.testing.RunningOrderService;
import java.sql.Connection;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@RunningOrderService
class AnnouncementIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private TestDatabase database;

    @Autowired
    private AnnounceAgain announceAgain;

    @Autowired
    private AnnouncementSweep sweep;

    @LocalServerPort
    private int port;

    private OrderApi api;
    private OutboxRows outbox;
    private String id;

    @BeforeEach
    void place() {
        api = new OrderApi(port);
        outbox = new OutboxRows(dataSource);
        id = api.placed();
    }

    @Test
    void silentOrderAnnouncesItselfWithTheMessageOfTheFirstTime() {
        JsonNode first = outbox.of(id).get(0);
        outbox.forget(id);
        makeDue();
        announceAgain.announceDue();
        assertThat(outbox.of(id)).singleElement().satisfies(again -> {
            assertThat(again.path("id")).isEqualTo(first.path("id"));
            assertThat(again.path("data")).isEqualTo(first.path("data"));
            assertThat(again.path("metadata")).isEqualTo(first.path("metadata"));
        });
    }

    @Test
    void cancellationIsAnnouncedWithTheOrder() {
        api.post("/orders/" + id + "/cancel", "{\"reason\":\"changed my mind\"}");
        JsonNode first = outbox.of(id).get(1);
        outbox.forget(id);
        makeDue();
        announceAgain.announceDue();
        assertThat(outbox.typesOf(id)).containsExactly("OrderCreated", "OrderCancellationRequested");
        assertThat(outbox.of(id).get(1).path("id")).isEqualTo(first.path("id"));
        assertThat(outbox.of(id).get(1).path("data")).isEqualTo(first.path("data"));
    }

    @Test
    void orderWhoseAnnouncementHasNotLeftYetWaitsAnew() {
        makeDue();
        announceAgain.announceDue();
        assertThat(outbox.typesOf(id)).containsExactly("OrderCreated");
        assertThat(untilNext()).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(31));
        assertThat(announcements()).isZero();
    }

    @Test
    void announcementsBecomeRarer() {
        outbox.forget(id);
        makeDue();
        announceAgain.announceDue();
        assertThat(untilNext()).isBetween(Duration.ofSeconds(55), Duration.ofSeconds(61));
        outbox.forget(id);
        makeDue();
        announceAgain.announceDue();
        assertThat(untilNext()).isBetween(Duration.ofSeconds(115), Duration.ofSeconds(121));
        assertThat(announcements()).isEqualTo(2);
    }

    @Test
    void orderThatIsNotDueOrHasEndedStaysSilent() {
        outbox.forget(id);
        announceAgain.announceDue();
        assertThat(outbox.of(id)).isEmpty();
        makeDue();
        jdbc.sql("update orders set status = 'confirmed' where id = ?")
                .param(UUID.fromString(id))
                .update();
        announceAgain.announceDue();
        assertThat(outbox.of(id)).isEmpty();
    }

    @Test
    void orderThatSomebodyIsChangingIsLeftAlone() throws Exception {
        outbox.forget(id);
        makeDue();
        try (Connection other = database.connectAs("orders_service");
                var lock = other.prepareStatement("select 1 from orders where id = ?::uuid for no key update")) {
            other.setAutoCommit(false);
            lock.setString(1, id);
            lock.execute();
            announceAgain.announceDue();
            assertThat(outbox.of(id)).isEmpty();
            other.rollback();
        }
        announceAgain.announceDue();
        assertThat(outbox.typesOf(id)).containsExactly("OrderCreated");
    }

    @Test
    void sweepTakesBatchAfterBatch() {
        jdbc.sql("""
                        insert into orders (id, customer_id, status, created_at, updated_at, next_announcement_at, version)
                        select gen_random_uuid(), 'many', 'pending', now(), now(), now() - interval '1 day', 0
                        from generate_series(1, 450)""").update();
        sweep.sweep();
        assertThat(jdbc.sql("select count(*) from orders where customer_id = 'many' and announcements = 1")
                        .query(Integer.class)
                        .single())
                .isEqualTo(450);
    }

    private void makeDue() {
        jdbc.sql("update orders set next_announcement_at = clock_timestamp() - interval '1 second' where id = ?")
                .param(UUID.fromString(id))
                .update();
    }

    private Duration untilNext() {
        return Duration.ofMillis(Math.round(
                jdbc.sql("select extract(epoch from next_announcement_at - clock_timestamp()) from orders where id = ?")
                                .param(UUID.fromString(id))
                                .query(Double.class)
                                .single()
                        * 1000));
    }

    private int announcements() {
        return jdbc.sql("select announcements from orders where id = ?")
                .param(UUID.fromString(id))
                .query(Integer.class)
                .single();
    }
}
