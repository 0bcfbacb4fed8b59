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

/** A saga as it is written: all rows of a batch travel to the database as one JSON array. */
@JsonNaming(SnakeCaseStrategy.class)
record SagaRow(
        UUID id,
        String type,
        int definitionVersion,
        String businessKey,
        String status,
        String step,
        int attempt,
        UUID commandId,
        @Nullable Long patienceMs,
        List<String> undos,
        @Nullable String undoReason,
        @Nullable String stuckReason,
        @Nullable String lastError,
        JsonNode data,
        @Nullable String correlationId,
        @Nullable String traceparent,
        long version,
        long loadedVersion) {

    /** The columns with their types, as {@code jsonb_to_recordset} wants to know them. */
    static final String COLUMNS = """
            id uuid, type text, definition_version int, business_key text, status text, step text, attempt int,
            command_id uuid, patience_ms bigint, undos text[], undo_reason text, stuck_reason text, last_error text,
            data jsonb, correlation_id text, traceparent text, version bigint, loaded_version bigint""";

    static SagaRow of(LockedSaga<?> locked, JsonMapper json) {
        Saga<?> saga = locked.saga();
        Saga.Identity identity = saga.identity();
        Saga.Position position = saga.position();
        var stuckReason = saga.trouble().stuckReason();
        return new SagaRow(
                identity.id(),
                identity.type(),
                identity.definitionVersion(),
                identity.businessKey(),
                position.status().lowerCase(),
                position.step(),
                position.attempt(),
                position.commandId(),
                patienceMs(locked),
                saga.undo().remaining(),
                saga.undo().reason(),
                stuckReason == null ? null : stuckReason.lowerCase(),
                saga.trouble().lastError(),
                json.valueToTree(saga.data()),
                identity.trace().correlationId(),
                identity.trace().traceparent(),
                saga.version(),
                locked.loadedVersion());
    }

    private static @Nullable Long patienceMs(LockedSaga<?> locked) {
        Saga.Position position = locked.saga().position();
        if (!position.status().hasDeadline()) {
            return null;
        }
        Duration patience = locked.definition().patience(position.step(), position.attempt());
        return patience.toMillis();
    }
}
