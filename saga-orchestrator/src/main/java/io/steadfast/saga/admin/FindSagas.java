package io.steadfast.saga.admin;

import io.steadfast.web.paging.Cursor;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads sagas the way operators see them in SQL: from the public views. */
@Component
@Transactional(readOnly = true)
class FindSagas {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    FindSagas(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A page of sagas, newest first. */
    record Page(List<SagaOverview> sagas, @Nullable Cursor next) {}

    /** One entry of a saga's timeline. */
    record TimelineEntry(
            int seq,
            Instant at,
            String event,
            String step,
            @Nullable UUID messageId,
            JsonNode detail) {}

    /**
     * Why a saga is where it is, as the view {@code saga_situation} has it.
     *
     * @param reason in a word
     * @param explanation in a sentence or two
     */
    record Situation(
            JsonNode data, String reason, String explanation, JsonNode evidence, List<String> allowedActions) {}

    Page page(SagaFilter filter, int limit) {
        List<SagaOverview> rows = jdbc.sql("""
                        select %s
                        from saga_overview
                        where %s
                        order by started_at desc, saga_id desc
                        limit :limit""".formatted(SagaOverview.COLUMNS, filter.where()))
                .params(filter.parameters())
                .param("limit", limit + 1)
                .query(SagaOverview::read)
                .list();
        if (rows.size() <= limit) {
            return new Page(rows, null);
        }
        SagaOverview last = rows.get(limit - 1);
        return new Page(rows.subList(0, limit), new Cursor(last.startedAt(), last.sagaId()));
    }

    Optional<SagaOverview> byId(UUID id) {
        return jdbc.sql("select %s from saga_overview where saga_id = :id".formatted(SagaOverview.COLUMNS))
                .param("id", id)
                .query(SagaOverview::read)
                .optional();
    }

    Situation situation(UUID id) {
        return jdbc.sql("""
                        select saga.data, now.reason, now.explanation, now.evidence, now.allowed_actions
                        from saga
                             join saga_situation now on now.saga_id = saga.id
                        where saga.id = :id""")
                .param("id", id)
                .query((row, n) -> new Situation(
                        json.readTree(row.getString("data")),
                        row.getString("reason"),
                        row.getString("explanation"),
                        json.readTree(row.getString("evidence")),
                        List.of((String[]) row.getArray("allowed_actions").getArray())))
                .single();
    }

    List<TimelineEntry> timeline(UUID id) {
        return jdbc.sql("""
                        select seq, at, event, step, message_id, detail
                        from saga_timeline
                        where saga_id = :id
                        order by seq""")
                .param("id", id)
                .query((row, n) -> new TimelineEntry(
                        row.getInt("seq"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("event"),
                        row.getString("step"),
                        row.getObject("message_id", UUID.class),
                        json.readTree(row.getString("detail"))))
                .list();
    }
}
