package io.steadfast.saga.store;

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
        OpenCommand command,
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
            (select s.id, s.type, s.definition_version, s.business_key, s.status, command.step, command.attempt,
                    command.command_id, coalesce(command.commanded_at, at) as commanded_at, command.held_in_outbox,
                    coalesce(timed.deadline_at, command.deadline_at, at + command.patience_ms * interval '1 ms') as deadline_at,
                    timed.branches, s.undos, s.undo_reason, s.stuck_reason, s.last_error, s.data, s.correlation_id,
                    s.traceparent, at + s.expires_ms * interval '1 ms' as expires_at, s.version, s.loaded_version, at
             from jsonb_to_recordset(cast(:sagas as jsonb)) as s (
                      id uuid, type text, definition_version int, business_key text, status text, command jsonb,
                      branches jsonb, undos text[], undo_reason text, stuck_reason text, last_error text, data jsonb,
                      correlation_id text, traceparent text, expires_ms bigint, version bigint, loaded_version bigint)
                  cross join lateral jsonb_to_record(s.command) as command (%1$s)
                  cross join clock_timestamp() as at
                  cross join lateral (
                      select min(deadline) as deadline_at,
                             jsonb_agg(jsonb_build_object(
                                 'step', step, 'attempt', attempt, 'command_id', command_id,
                                 'commanded_at', coalesce(commanded_at, at), 'deadline_at', deadline,
                                 'held_in_outbox', held_in_outbox) order by position) as branches
                      from (select b.*, coalesce(b.deadline_at, at + b.patience_ms * interval '1 ms') as deadline
                            from rows from (jsonb_to_recordset(s.branches) as (%1$s))
                                     with ordinality as b (
                                         step, attempt, command_id, commanded_at, deadline_at, held_in_outbox,
                                         patience_ms, position)) branch) timed)""".formatted(OPEN_COMMAND);

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
