package io.steadfast.local.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What waits in a service's outbox. */
public final class OutboxRows {

    private static final JsonMapper JSON = new JsonMapper();

    private final DataSource service;

    public OutboxRows(DataSource service) {
        this.service = service;
    }

    /** The messages about one aggregate, in the order of sending. */
    public List<JsonNode> of(String aggregateId) {
        try (var connection = service.getConnection();
                var select =
                        connection.prepareStatement("select body from outbox where aggregate_id = ? order by id")) {
            select.setString(1, aggregateId);
            List<JsonNode> messages = new ArrayList<>();
            for (var rows = select.executeQuery(); rows.next(); ) {
                messages.add(JSON.readTree(rows.getBytes("body")));
            }
            return messages;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<String> typesOf(String aggregateId) {
        return of(aggregateId).stream()
                .map(message -> message.path("type").asString())
                .toList();
    }

    /** As if they had been sent. */
    public void forget(String aggregateId) {
        try (var connection = service.getConnection();
                var delete = connection.prepareStatement("delete from outbox where aggregate_id = ?")) {
            delete.setString(1, aggregateId);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
