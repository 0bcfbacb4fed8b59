package io.steadfast.db;

import java.util.List;

/** A view that other people's queries rely on, with its columns in order. */
record PublicView(String name, List<String> columns) {

    private static final String BACKLOG = "shard, pending, parked, oldest_age, last_error";

    static final List<PublicView> ALL = List.of(
            view(
                    "sagas.saga_overview",
                    "saga_id, saga_type, definition_version, order_id, status, step, attempt, started_at, updated_at, "
                            + "finished_at, deadline_at, last_error, correlation_id"),
            view("sagas.saga_timeline", "saga_id, order_id, seq, at, event, step, message_id, detail"),
            view(
                    "sagas.stuck_sagas",
                    "saga_id, order_id, step, stuck_since, attempts, reason, last_error, allowed_actions, explanation"),
            view("sagas.saga_situation", "saga_id, status, reason, explanation, evidence, allowed_actions"),
            view("sagas.saga_step_stats", "step, finished, p50_ms, p95_ms, p99_ms"),
            view("sagas.saga_throughput", "minute, started, completed, cancelled, stuck"),
            view("sagas.dead_letters", "id, queue, message_id, type, order_id, reason, error, died_at, status"),
            view("sagas.admin_actions", "at, actor, action, target, reason, outcome"),
            view("orders.outbox_backlog", BACKLOG),
            view("inventory.outbox_backlog", BACKLOG),
            view("sagas.outbox_backlog", BACKLOG),
            view("audit.violations", "rule, subject, detail"));

    private static PublicView view(String name, String columns) {
        return new PublicView(name, List.of(columns.split(", ")));
    }
}
