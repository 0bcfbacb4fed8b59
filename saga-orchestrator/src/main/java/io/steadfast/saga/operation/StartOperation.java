package io.steadfast.saga.operation;

import io.steadfast.messaging.wire.TimeOrderedId;
import io.steadfast.saga.action.ActionOutcome;
import io.steadfast.saga.action.ActionRequest;
import io.steadfast.saga.action.AdminActions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Finds what an operation is to be done to and writes that down; a worker does it from then on. */
@Component
public class StartOperation {

    /** How many items are kept of a dry run, and shown of an operation. */
    static final int SAMPLE = 20;

    /** After a long outage there are hundreds of thousands of targets, each of which may have to be looked at closely. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final LongStatements statements;
    private final JsonMapper json;
    private final AdminActions actions;
    private final FindOperations find;
    private final OperationProperties properties;
    private final ApplicationEventPublisher events;

    StartOperation(
            JdbcClient jdbc,
            LongStatements statements,
            JsonMapper json,
            AdminActions actions,
            FindOperations find,
            OperationProperties properties,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.json = json;
        this.actions = actions;
        this.find = find;
        this.properties = properties;
        this.events = events;
    }

    /** Heard after the commit. */
    record OperationStarted() {}

    /**
     * The operation, its items and the record of the action are one transaction.
     *
     * @param kind of a {@link BulkAction}
     * @throws io.steadfast.saga.action.KeyReusedException if the key stands for another request
     */
    @Transactional
    public ActionOutcome start(String kind, BulkRequest<?> request, String actor, @Nullable String idempotencyKey) {
        var action = new ActionRequest(actor, kind, whatIsAsked(request), request.reason(), idempotencyKey);
        statements.allow(PATIENCE);
        return actions.once(action, () -> {
            UUID id = TimeOrderedId.next();
            insert(id, kind, request, actor);
            events.publishEvent(new OperationStarted());
            var detail = find.detail(id).orElseThrow();
            String recorded = "%s: operation %s, %d matched"
                    .formatted(
                            request.dryRun() ? "dry run" : "accepted",
                            id,
                            detail.operation().matched());
            return ActionOutcome.accepted(recorded, json.valueToTree(detail));
        });
    }

    /** Tells requests apart that have the same key; the id of the operation is in the record's outcome. */
    private String whatIsAsked(BulkRequest<?> request) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("filter", request.filter());
        asked.put("dryRun", request.dryRun());
        if (request.ratePerSecond() != null) {
            asked.put("ratePerSecond", request.ratePerSecond());
        }
        return json.writeValueAsString(asked);
    }

    private void insert(UUID id, String kind, BulkRequest<?> request, String actor) {
        jdbc.sql("""
                        with matched as materialized (
                            select target, order_id, since, row_number() over (order by since, target) as position
                            from (%s) as chosen),
                        operation as (
                            insert into admin_operation (id, kind, filter, actor, reason, dry_run, rate_per_second, status,
                                                         matched, finished_at)
                            select :operationId, :kind, cast(:filter as jsonb), :actor, :reason, :dryRun, :ratePerSecond,
                                   case when :dryRun or count(*) = 0 then 'completed' else 'running' end,
                                   count(*),
                                   case when :dryRun or count(*) = 0 then clock_timestamp() end
                            from matched)
                        insert into admin_operation_item (operation_id, position, target, order_id, since)
                        select :operationId, position, target, order_id, since
                        from matched
                        where not :dryRun or position <= :sample""".formatted(request.filter().query()))
                .params(request.filter().parameters())
                .param("operationId", id)
                .param("kind", kind)
                .param("filter", json.writeValueAsString(request.filter()))
                .param("actor", actor)
                .param("reason", request.reason())
                .param("dryRun", request.dryRun())
                .param("ratePerSecond", Objects.requireNonNullElse(request.ratePerSecond(), (long)
                        properties.ratePerSecond()))
                .param("sample", SAMPLE)
                .update();
    }
}
