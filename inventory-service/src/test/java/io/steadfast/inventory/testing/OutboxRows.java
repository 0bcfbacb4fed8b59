package io.steadfast.inventory.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What waits in the service's outbox. */
public final class OutboxRows {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;

    public OutboxRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The messages about one order, in the order of sending. */
    public List<JsonNode> of(String orderId) {
        return jdbc.sql("select body from outbox where aggregate_id = ? order by id")
                .param(orderId)
                .query((row, n) -> JSON.readTree(new String(row.getBytes("body"), StandardCharsets.UTF_8)))
                .list();
    }

    public List<String> typesOf(String orderId) {
        return of(orderId).stream()
                .map(message -> message.path("type").asString())
                .toList();
    }
}
