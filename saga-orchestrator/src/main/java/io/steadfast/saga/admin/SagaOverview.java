package io.steadfast.saga.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One saga as the view {@code saga_overview} has it. */
record SagaOverview(
        UUID sagaId,
        String sagaType,
        int definitionVersion,
        String orderId,
        String status,
        String step,
        int attempt,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant deadlineAt,
        @Nullable String lastError,
        @Nullable String correlationId) {

    static final String COLUMNS = """
            saga_id, saga_type, definition_version, order_id, status, step, attempt, started_at, updated_at, finished_at,
            deadline_at, last_error, correlation_id""";

    static SagaOverview read(ResultSet row, int number) throws SQLException {
        return new SagaOverview(
                row.getObject("saga_id", UUID.class),
                row.getString("saga_type"),
                row.getInt("definition_version"),
                row.getString("order_id"),
                row.getString("status"),
                row.getString("step"),
                row.getInt("attempt"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                instant(row, "finished_at"),
                instant(row, "deadline_at"),
                row.getString("last_error"),
                row.getString("correlation_id"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
