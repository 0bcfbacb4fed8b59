package io.steadfast.saga.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One operation and how far it has come.
 *
 * @param matched how many targets it had when it was started
 * @param done how many of them it has been done to
 * @param failed how many of them it could not be done to; the rest is pending
 */
record OperationOverview(
        UUID id,
        String kind,
        OperationStatus status,
        int matched,
        int done,
        int failed,
        boolean dryRun,
        JsonNode filter,
        int ratePerSecond,
        String actor,
        String reason,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant finishedAt) {

    static final String COLUMNS = """
            id, kind, status, matched, done, failed, dry_run, filter, rate_per_second, actor, reason, created_at,
            finished_at""";

    static OperationOverview read(ResultSet row, JsonMapper json) throws SQLException {
        OffsetDateTime finishedAt = row.getObject("finished_at", OffsetDateTime.class);
        return new OperationOverview(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                OperationStatus.of(row.getString("status")),
                row.getInt("matched"),
                row.getInt("done"),
                row.getInt("failed"),
                row.getBoolean("dry_run"),
                json.readTree(row.getString("filter")),
                row.getInt("rate_per_second"),
                row.getString("actor"),
                row.getString("reason"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                finishedAt == null ? null : finishedAt.toInstant());
    }
}
