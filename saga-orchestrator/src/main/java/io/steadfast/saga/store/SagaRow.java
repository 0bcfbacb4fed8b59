package io.steadfast.saga.store;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.steadfast.saga.engine.Saga;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * A saga as it is written: all rows of a batch travel to the database as one JSON array.
 *
 * @param command what it waits for; the first, if there are several
 * @param branches all that it waits for, if there are several; else null
 * @param expiresMs how long after its start the saga as a whole expires; null for never, or no more
 */
@JsonNaming(SnakeCaseStrategy.class)
record SagaRow(
        UUID id,
        String type,
        int definitionVersion,
        String businessKey,
        String status,
        @JsonUnwrapped OpenCommand command,
        @Nullable List<OpenCommand> branches,
        List<String> undos,
        @Nullable String undoReason,
        @Nullable String stuckReason,
        @Nullable String lastError,
        JsonNode data,
        @Nullable String correlationId,
        @Nullable String traceparent,
        @Nullable Long expiresMs,
        long version,
        long loadedVersion) {

    private static final String OPEN_COMMAND = """
            step text, attempt int, command_id uuid, commanded_at timestamptz, deadline_at timestamptz,
            held_in_outbox boolean, patience_ms bigint""";

    /**
     * The rows of the parameter {@code sagas}, in which the database's clock has filled in since when and until when
     * each command is waited for. A saga's deadline is the nearest of its commands'.
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
                    s.undos, s.undo_reason, s.stuck_reason, s.last_error, s.data, s.correlation_id, s.traceparent,
                    at + s.expires_ms * interval '1 ms' as expires_at, s.version, s.loaded_version, at
             from jsonb_to_recordset(cast(:sagas as jsonb)) as s (
                      id uuid, type text, definition_version int, business_key text, status text, %1$s,
                      branches jsonb, undos text[], undo_reason text, stuck_reason text, last_error text, data jsonb,
                      correlation_id text, traceparent text, expires_ms bigint, version bigint, loaded_version bigint),
                  clock_timestamp() as at)""".formatted(OPEN_COMMAND);

    static SagaRow of(LockedSaga<?> locked, JsonMapper json) {
        Saga<?> saga = locked.saga();
        Saga.Identity identity = saga.identity();
        List<OpenCommand> open = saga.position().open().stream()
                .map(sending -> OpenCommand.of(locked, sending))
                .toList();
        var stuckReason = saga.trouble().stuckReason();
        return new SagaRow(
                identity.id(),
                identity.type(),
                identity.definitionVersion(),
                identity.businessKey(),
                saga.status().lowerCase(),
                open.get(0),
                open.size() == 1 ? null : open,
                saga.undo().remaining(),
                saga.undo().reason(),
                stuckReason == null ? null : stuckReason.lowerCase(),
                saga.trouble().lastError(),
                json.valueToTree(saga.data()),
                identity.trace().correlationId(),
                identity.trace().traceparent(),
                expiresMs(locked),
                saga.version(),
                locked.loadedVersion());
    }

    private static @Nullable Long expiresMs(LockedSaga<?> locked) {
        return locked.hasExpired() || locked.saga().status().isEnded()
                ? null
                : locked.definition().endsWithin().map(Duration::toMillis).orElse(null);
    }
}
