package io.steadfast.order.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.testing.Answer;
import io.steadfast.order.testing.OrderApi;
import io.steadfast.order.testing.RunningOrderService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningOrderService
class ListOrdersIT {

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private OrderApi api;
    private final String customer = "c-" + UUID.randomUUID();

    @BeforeEach
    void connect() {
        api = new OrderApi(port);
    }

    @Test
    void pagesFollowEachOtherNewestFirst() {
        List<String> placed = place(7);
        Collections.reverse(placed);
        assertThat(pages("/orders?customerId=" + customer, 3)).isEqualTo(placed);
    }

    @Test
    void lastPageHasNoNext() {
        place(2);
        Answer page = api.get("/orders?limit=2&customerId=" + customer);
        assertThat(page.json().path("items")).hasSize(2);
        assertThat(page.json().has("next")).isFalse();
    }

    @Test
    void orderPlacedMeanwhileNeitherRepeatsNorHidesAnother() {
        List<String> placed = place(4);
        Answer first = api.get("/orders?limit=2&customerId=" + customer);
        place(1);
        Answer second = api.get("/orders?limit=2&customerId=" + customer + "&cursor=" + first.text("next"));
        assertThat(ids(second)).containsExactly(placed.get(1), placed.get(0));
    }

    @Test
    void ordersPlacedAtTheSameMomentAreEachListedOnce() {
        List<String> placed = place(5);
        jdbc.sql("update orders set created_at = now() where customer_id = ?")
                .param(customer)
                .update();
        assertThat(pages("/orders?customerId=" + customer, 2)).containsExactlyInAnyOrderElementsOf(placed);
    }

    @Test
    void statusIsAFilter() {
        String confirmed = place(2).get(0);
        jdbc.sql("update orders set status = 'confirmed' where id = ?")
                .param(UUID.fromString(confirmed))
                .update();
        assertThat(ids(api.get("/orders?status=confirmed&customerId=" + customer)))
                .containsExactly(confirmed);
        assertThat(ids(api.get("/orders?status=pending&customerId=" + customer)))
                .hasSize(1)
                .doesNotContain(confirmed);
        assertThat(ids(api.get("/orders?status=confirmed"))).contains(confirmed);
    }

    @Test
    void listedOrdersLookLikeThemselves() {
        String id = place(1).get(0);
        assertThat(api.get("/orders?customerId=" + customer)
                        .json()
                        .path("items")
                        .path(0))
                .isEqualTo(api.get("/orders/" + id).json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=open",
                "status=",
                "status=PENDING",
                "limit=0",
                "limit=101",
                "limit=x",
                "limit=99999999999",
                "cursor=nonsense",
                "cursor=",
                "customerId=",
                "customerId=%00"
            })
    void wrongParameterIsNamed(String parameter) {
        Answer answer = api.get("/orders?" + parameter);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(parameter.split("=")[0]);
    }

    private List<String> place(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(api.place(OrderApi.ORDER.replace("c-42", customer)).text("id"));
        }
        return ids;
    }

    private List<String> pages(String path, int limit) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get(path + "&limit=" + limit + cursor);
            assertThat(page.status()).as("%s", page).isEqualTo(200);
            ids.addAll(ids(page));
            cursor = page.json().has("next") ? "&cursor=" + page.text("next") : "";
        } while (!cursor.isEmpty());
        return ids;
    }

    private static List<String> ids(Answer page) {
        return page.json().path("items").values().stream()
                .map(order -> order.path("id").asString())
                .toList();
    }
}
