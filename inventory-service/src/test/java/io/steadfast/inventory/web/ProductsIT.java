package io.steadfast.inventory.web;

import static io.steadfast.inventory.testing.InventoryApi.OPERATOR;
import static io.steadfast.inventory.testing.InventoryApi.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.inventory.testing.Conservation;
import io.steadfast.inventory.testing.InventoryApi;
import io.steadfast.inventory.testing.RunningInventoryService;
import io.steadfast.local.testing.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningInventoryService
class ProductsIT {

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private InventoryApi api;

    @BeforeEach
    void connect() {
        api = new InventoryApi(port);
    }

    @AfterEach
    void nothingWasMadeOrLost() {
        Conservation.assertHolds(jdbc);
    }

    @Test
    void aFreshSystemHasTwoProducts() {
        assertThat(api.get("/products/item1").json().toString())
                .isEqualTo("{\"id\":\"item1\",\"onHand\":100,\"reserved\":0,\"available\":100}");
        assertThat(api.get("/products/item2").json().path("onHand").intValue()).isEqualTo(50);
    }

    @Test
    void aProductIsCreatedThenSet() {
        Answer created =
                put("new one/ü".replace("/", "-").replace(" ", "%20").replace("ü", "%C3%BC"), "{\"onHand\":5}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/products/new%20one-%C3%BC");
        assertThat(created.text("id")).isEqualTo("new one-ü");
        assertThat(api.get(created.header("Location")).json()).isEqualTo(created.json());

        Answer set = put("new%20one-%C3%BC", "{\"onHand\":0,\"unknown\":[1]}");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.json().path("available").intValue()).isZero();
    }

    @Test
    void whatIsReservedCannotBeCountedAway() {
        api.stock("reserved", 10);
        jdbc.sql("insert into reservation values ('by-hand', 'active', null, now(), now(), 0)")
                .update();
        jdbc.sql("insert into reservation_item values ('by-hand', 'reserved', 4, null)")
                .update();
        jdbc.sql("update product set reserved = 4 where id = 'reserved'").update();

        Answer refused = put("reserved", "{\"onHand\":3}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).contains("4 units are reserved");
        assertThat(put("reserved", "{\"onHand\":4}").json().path("available").intValue())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                             | onHand must be given",
                "{\"onHand\":null}              | onHand must be given",
                "{\"onHand\":-1}                | onHand must be at least 0",
                "{\"onHand\":1.5}               | onHand must be a whole number",
                "{\"onHand\":\"5\"}             | onHand must be a whole number",
                "{\"onHand\":1000000000001}     | onHand must be at most 1000000000000",
                "{\"onHand\":1e2}               | onHand must be a whole number"
            })
    void wrongStockIsNamed(String body, String error) {
        Answer answer = put("item1", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).containsExactly(error);
    }

    @Test
    void wrongRequestsAreProblems() {
        assertThat(put("item1", "{").status()).isEqualTo(400);
        assertThat(put("item1", "").status()).isEqualTo(400);
        assertThat(put("a".repeat(101), "{\"onHand\":1}").errors())
                .containsExactly("id must have at most 100 characters");
        assertThat(put("%20", "{\"onHand\":1}").status()).isEqualTo(400);
        assertThat(put("item1", "{\"onHand\":1" + " ".repeat(70_000) + "}").status())
                .isEqualTo(413);
        assertThat(api.send(api.request("PUT", "/products/item1", BodyPublishers.ofString("5"), OPERATOR)
                                .header("Content-Type", "text/plain"))
                        .status())
                .isEqualTo(415);
        assertThat(api.send(api.request("DELETE", "/products/item1", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(405);
        assertThat(api.get("/products/none").status()).isEqualTo(404);
        assertThat(api.get("/nowhere").status()).isEqualTo(404);
        assertThat(api.get("/products/none").header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void onlyTheOperatorSetsStock() {
        assertThat(api.put("/products/item1", "{\"onHand\":100}").status()).isEqualTo(401);
        assertThat(api.put("/products/item1", "{\"onHand\":100}", VIEWER).status())
                .isEqualTo(403);
        assertThat(put("item1", "{\"onHand\":100}").status()).isEqualTo(200);
    }

    @Test
    void pagesLeadThroughAllProductsOnce() {
        IntStream.range(0, 7).forEach(i -> api.stock("page-" + i, i));
        List<String> all = new ArrayList<>();
        String next = "/products?limit=3";
        while (next != null) {
            Answer page = api.get(next);
            assertThat(page.json().path("items").size()).isBetween(1, 3);
            page.json()
                    .path("items")
                    .forEach(product -> all.add(product.path("id").asString()));
            next = page.json().has("next") ? "/products?limit=3&cursor=" + page.text("next") : null;
        }
        assertThat(all).doesNotHaveDuplicates().contains("item1", "page-0", "page-6");
        assertThat(all)
                .isEqualTo(jdbc.sql("select id from product order by id")
                        .query(String.class)
                        .list());
        assertThat(api.get("/products").json().has("next")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "cursor=***", "cursor=_w", "cursor=AA"})
    void aWrongPageIs400(String query) {
        Answer answer = api.get("/products?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).hasSize(1);
    }

    @Test
    void oneOfManyCallersCreatesTheProduct() {
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> put("contended", "{\"onHand\":" + i + "}").status()))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join))
                .containsOnly(200, 201)
                .containsOnlyOnce(201);
    }

    @Test
    void theApiIsDescribedForTheViewer() {
        Answer description = api.get("/v3/api-docs", VIEWER);
        assertThat(description.status()).isEqualTo(200);
        assertThat(description.json().path("paths").propertyNames())
                .containsExactlyInAnyOrder("/products", "/products/{id}", "/reservations/{orderId}");
    }

    private Answer put(String id, String body) {
        return api.put("/products/" + id, body, OPERATOR);
    }
}
