package io.steadfast.saga.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.steadfast.web.paging.Cursor;
import io.steadfast.web.paging.Page;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
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

    /** One entry of a saga's timeline. */
    record TimelineEntry(
            int seq,
            Instant at,
            String event,
            String step,
            @Nullable UUID messageId,
            JsonNode detail) {}

    /**
     * One saga in full, and why it is where it is, as the view {@code saga_situation} has it.
     *
     * @param reason in a word
     * @param explanation in a sentence or two
     */
    record Detail(
            @JsonUnwrapped SagaOverview saga,
            JsonNode data,
            List<TimelineEntry> timeline,
            String reason,
            String explanation,
            JsonNode evidence,
            List<String> allowedActions) {}

    /** Newest first. */
    Page<SagaOverview> page(SagaFilter filter, int limit) {
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
        return Page.of(rows, limit, saga -> new Cursor(saga.startedAt(), saga.sagaId()));
    }

    Optional<SagaOverview> byId(UUID id) {
        return jdbc.sql("select %s from saga_overview where saga_id = :id".formatted(SagaOverview.COLUMNS))
                .param("id", id)
                .query(SagaOverview::read)
                .optional();
    }

    /** All of it as it was at one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<Detail> detail(UUID id) {
        return byId(id).map(this::detail);
    }

    private Detail detail(SagaOverview saga) {
        return jdbc.sql("""
                        select saga.data, now.reason, now.explanation, now.evidence, now.allowed_actions
                        from saga
                             join saga_situation now on now.saga_id = saga.id
                        where saga.id = :id""")
                .param("id", saga.sagaId())
                .query((row, n) -> new Detail(
                        saga,
                        json.readTree(row.getString("data")),
                        timeline(saga.sagaId()),
                        row.getString("reason"),
                        row.getString("explanation"),
                        json.readTree(row.getString("evidence")),
                        List.of((String[]) row.getArray("allowed_actions").getArray())))
                .single();
    }

    private List<TimelineEntry> timeline(UUID id) {
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
