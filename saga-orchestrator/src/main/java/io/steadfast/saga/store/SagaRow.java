package io.steadfast.saga.store;

import io.steadfast.messaging.database.Columns;
import io.steadfast.saga.engine.Saga;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A saga as it is written.
 *
 * @param command what it waits for; the first, if there are several
 * @param branches all that it waits for, as JSON, if there are several; else null
 * @param undos as the text of an array
 * @param data as JSON
 * @param expiresMs how long after its start the saga as a whole expires; null for never, or no more
 */
record SagaRow(
        Saga<?> saga,
        OpenCommand command,
        @Nullable String branches,
        String undos,
        String data,
        @Nullable Long expiresMs,
        long loadedVersion) {

    /**
     * The rows of {@link #columns}, in which the database's clock has filled in since when and until when each command is
     * waited for. A saga's deadline is the nearest of its commands'.
     */
    static final String TIMED = """
            (select s.id, s.type, s.definition_version, s.business_key, s.status, s.step, s.attempt, s.command_id,
                    coalesce(s.commanded_at, at) as commanded_at, s.held_in_outbox,
                    case when s.branches is null
                        then coalesce(s.deadline_at, at + s.patience_ms * interval '1 ms')
                        else (
                            select min(coalesce(b.deadline_at, at + b.patience_ms * interval '1 ms'))
                            from jsonb_to_recordset(s.branches) as b (%1$s)) end as deadline_at,
                    case when s.branches is not null then (
                        select jsonb_agg(jsonb_build_object(
                            'step', b.step, 'attempt', b.attempt, 'command_id', b.command_id,
                            'commanded_at', coalesce(b.commanded_at, at),
                            'deadline_at', coalesce(b.deadline_at, at + b.patience_ms * interval '1 ms'),
                            'held_in_outbox', b.held_in_outbox))
                        from jsonb_to_recordset(s.branches) as b (%1$s)) end as branches,
                    cast(s.undos as text[]) as undos, s.undo_reason, s.stuck_reason, s.last_error, s.data,
                    s.correlation_id, s.traceparent, at + s.expires_ms * interval '1 ms' as expires_at, s.version,
                    s.loaded_version, at
             from unnest(
                      cast(:ids as uuid[]), cast(:types as text[]), cast(:definitionVersions as int[]),
                      cast(:businessKeys as text[]), cast(:statuses as text[]), cast(:steps as text[]),
                      cast(:attempts as int[]), cast(:commandIds as uuid[]), cast(:commanded as timestamptz[]),
                      cast(:deadlines as timestamptz[]), cast(:held as boolean[]), cast(:patience as bigint[]),
                      cast(:branches as jsonb[]), cast(:undos as text[]), cast(:undoReasons as text[]),
                      cast(:stuckReasons as text[]), cast(:errors as text[]), cast(:data as jsonb[]),
                      cast(:correlations as text[]), cast(:traces as text[]), cast(:expires as bigint[]),
                      cast(:versions as bigint[]), cast(:loadedVersions as bigint[])) as s (
                      id, type, definition_version, business_key, status, step, attempt, command_id, commanded_at,
                      deadline_at, held_in_outbox, patience_ms, branches, undos, undo_reason, stuck_reason, last_error,
                      data, correlation_id, traceparent, expires_ms, version, loaded_version),
                  clock_timestamp() as at)""".formatted("""
            step text, attempt int, command_id uuid, commanded_at timestamptz, deadline_at timestamptz,
            held_in_outbox boolean, patience_ms bigint""");

    static SagaRow of(LockedSaga<?> locked, JsonMapper json) {
        Saga<?> saga = locked.saga();
        List<OpenCommand> open = saga.position().open().stream()
                .map(sending -> OpenCommand.of(locked, sending))
                .toList();
        return new SagaRow(
                saga,
                open.get(0),
                open.size() == 1 ? null : json.writeValueAsString(open),
                array(saga.undo().remaining()),
                json.writeValueAsString(saga.data()),
                expiresMs(locked),
                locked.loadedVersion());
    }

    /** The parameters of {@link #TIMED}. */
    static Map<String, Object> columns(Collection<SagaRow> rows) {
        return Columns.of(rows)
                .with("ids", row -> row.saga.id())
                .with("types", row -> row.saga.identity().type())
                .with("definitionVersions", row -> row.saga.identity().definitionVersion())
                .with("businessKeys", row -> row.saga.identity().businessKey())
                .with("statuses", row -> row.saga.status().lowerCase())
                .with("steps", row -> row.command.step())
                .with("attempts", row -> row.command.attempt())
                .with("commandIds", row -> row.command.commandId())
                .with("commanded", row -> row.command.commandedAt())
                .with("deadlines", row -> row.command.deadlineAt())
                .with("held", row -> row.command.heldInOutbox())
                .with("patience", row -> row.command.patienceMs())
                .with("branches", SagaRow::branches)
                .with("undos", SagaRow::undos)
                .with("undoReasons", row -> row.saga.undo().reason())
                .with("stuckReasons", SagaRow::stuckReason)
                .with("errors", row -> row.saga.trouble().lastError())
                .with("data", SagaRow::data)
                .with("correlations", row -> row.saga.identity().trace().correlationId())
                .with("traces", row -> row.saga.identity().trace().traceparent())
                .with("expires", SagaRow::expiresMs)
                .with("versions", row -> row.saga.version())
                .with("loadedVersions", SagaRow::loadedVersion)
                .parameters();
    }

    private @Nullable String stuckReason() {
        var reason = saga.trouble().stuckReason();
        return reason == null ? null : reason.lowerCase();
    }

    /** As PostgreSQL writes an array of texts. */
    private static String array(List<String> texts) {
        return texts.stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static @Nullable Long expiresMs(LockedSaga<?> locked) {
        return locked.hasExpired() || locked.saga().status().isEnded()
                ? null
                : locked.definition().endsWithin().map(Duration::toMillis).orElse(null);
    }
}
