package io.steadfast.saga.deadletter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.steadfast.saga.action.AdminActions;
import io.steadfast.saga.action.AdminActions.Recorded;
import io.steadfast.web.paging.Cursor;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads dead letters the way operators see them. */
@Component
@Transactional(readOnly = true)
class FindDeadLetters {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AdminActions actions;

    FindDeadLetters(JdbcClient jdbc, JsonMapper json, AdminActions actions) {
        this.jdbc = jdbc;
        this.json = json;
        this.actions = actions;
    }

    /** A page of letters, those that died last first. */
    record Page(List<DeadLetterOverview> letters, @Nullable Cursor next) {}

    /**
     * One letter in full.
     *
     * @param error the exception with the top of its stack; null if the broker gave up by itself
     * @param body as {@code bodyIs} tells
     * @param actions what operators did to it alone
     */
    record Detail(
            @JsonUnwrapped DeadLetterOverview letter,
            @Nullable String error,
            JsonNode headers,
            JsonNode body,
            String bodyIs,
            List<Recorded> actions) {}

    /** A null status stands for any. */
    Page page(@Nullable LetterStatus status, DeadLetterFilter filter, @Nullable Cursor after, int limit) {
        // In words rather than as a parameter, so that the index of open letters fits.
        String ofStatus = status == null ? "true" : "status = '%s'".formatted(status.lowerCase());
        var select = jdbc.sql("""
                        select %s
                        from dead_letter letter
                        where %s and %s and %s
                        order by died_at desc, id desc
                        limit :limit""".formatted(
                                DeadLetterOverview.COLUMNS,
                                ofStatus,
                                filter.where(),
                                after == null ? "true" : "(died_at, id) < (:at, :id)"))
                .params(filter.parameters())
                .param("limit", limit + 1);
        if (after != null) {
            select = select.param("at", after.at().atOffset(ZoneOffset.UTC)).param("id", after.id());
        }
        List<DeadLetterOverview> rows =
                select.query((row, n) -> DeadLetterOverview.read(row)).list();
        if (rows.size() <= limit) {
            return new Page(rows, null);
        }
        DeadLetterOverview last = rows.get(limit - 1);
        return new Page(rows.subList(0, limit), new Cursor(last.diedAt(), last.id()));
    }

    Optional<DeadLetterOverview> byId(UUID id) {
        return jdbc.sql("select %s from dead_letter letter where id = :id".formatted(DeadLetterOverview.COLUMNS))
                .param("id", id)
                .query((row, n) -> DeadLetterOverview.read(row))
                .optional();
    }

    Optional<Detail> detail(UUID id) {
        return jdbc.sql("select %s, error, headers, body from dead_letter letter where id = :id"
                        .formatted(DeadLetterOverview.COLUMNS))
                .param("id", id)
                .query((row, n) -> {
                    var body = ReadableBody.of(row.getBytes("body"), json);
                    return new Detail(
                            DeadLetterOverview.read(row),
                            row.getString("error"),
                            json.readTree(row.getString("headers")),
                            body.content(),
                            body.is(),
                            actions.of(id.toString()));
                })
                .optional();
    }
}
