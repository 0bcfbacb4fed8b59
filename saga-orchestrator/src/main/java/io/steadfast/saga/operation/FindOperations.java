package io.steadfast.saga.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.steadfast.saga.action.AdminActions;
import io.steadfast.saga.action.AdminActions.Recorded;
import io.steadfast.web.paging.Cursor;
import io.steadfast.web.paging.Page;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Reads operations the way operators see them. */
@Component
@Transactional(readOnly = true)
class FindOperations {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AdminActions actions;

    FindOperations(JdbcClient jdbc, JsonMapper json, AdminActions actions) {
        this.jdbc = jdbc;
        this.json = json;
        this.actions = actions;
    }

    /** One target, and what came of it as far as that is known. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            UUID target,
            @Nullable String orderId,
            @Nullable String outcome,
            @Nullable Instant at) {}

    /**
     * One operation in full.
     *
     * @param failures the first of them
     * @param waiting the first of those that have to wait for something
     * @param sample of a dry run, what it would begin with
     * @param actions what operators did to it
     */
    record Detail(
            @JsonUnwrapped OperationOverview operation,
            List<Item> failures,
            List<Item> waiting,
            List<Item> sample,
            List<Recorded> actions) {}

    /** Newest first. */
    Page<OperationOverview> page(@Nullable Cursor after, int limit) {
        var select = jdbc.sql("""
                        select %s
                        from admin_operation
                        where %s
                        order by created_at desc, id desc
                        limit :limit""".formatted(
                                OperationOverview.COLUMNS, after == null ? "true" : "(created_at, id) < (:at, :id)"))
                .param("limit", limit + 1);
        if (after != null) {
            select = select.param("at", after.at().atOffset(ZoneOffset.UTC)).param("id", after.id());
        }
        List<OperationOverview> rows =
                select.query((row, n) -> OperationOverview.read(row, json)).list();
        return Page.of(rows, limit, operation -> new Cursor(operation.createdAt(), operation.id()));
    }

    Optional<OperationOverview> byId(UUID id) {
        return jdbc.sql("select %s from admin_operation where id = :id".formatted(OperationOverview.COLUMNS))
                .param("id", id)
                .query((row, n) -> OperationOverview.read(row, json))
                .optional();
    }

    Optional<Detail> detail(UUID id) {
        return byId(id).map(operation -> new Detail(
                operation,
                items(id, "state = 'failed'"),
                items(id, "state = 'pending' and outcome is not null"),
                operation.dryRun() ? items(id, "true") : List.of(),
                actions.of(id.toString())));
    }

    private List<Item> items(UUID operation, String condition) {
        return jdbc.sql("""
                        select target, order_id, outcome, decided_at
                        from admin_operation_item
                        where operation_id = :operation and %s
                        order by position
                        limit :limit""".formatted(condition))
                .param("operation", operation)
                .param("limit", StartOperation.SAMPLE)
                .query((row, n) -> {
                    OffsetDateTime at = row.getObject("decided_at", OffsetDateTime.class);
                    return new Item(
                            row.getObject("target", UUID.class),
                            row.getString("order_id"),
                            row.getString("outcome"),
                            at == null ? null : at.toInstant());
                })
                .list();
    }
}
