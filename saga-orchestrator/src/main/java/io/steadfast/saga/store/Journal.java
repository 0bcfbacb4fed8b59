package io.steadfast.saga.store;

import io.steadfast.messaging.database.Columns;
import io.steadfast.saga.engine.JournalEntry;
import io.steadfast.saga.engine.JournalEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code saga_journal}. What is ignored repeatedly for one reason in one step is one entry with a count. */
final class Journal {

    private static final String INSERT = """
            insert into saga_journal (saga_id, seq, at, event, step, message_id, detail)
            select j.saga_id, last.seq + j.position, at, j.event, j.step, j.message_id, j.detail
            from unnest(cast(:sagas as uuid[]), cast(:positions as int[]), cast(:events as text[]),
                        cast(:steps as text[]), cast(:messages as uuid[]), cast(:details as jsonb[]))
                     as j (saga_id, position, event, step, message_id, detail)
                 join (
                     select id, coalesce((select max(seq) from saga_journal where saga_id = id), 0) as seq
                     from unnest(:distinct) as id) as last on last.id = j.saga_id,
                 clock_timestamp() as at""";

    /** Costs every row a second look, so it is left out where nothing is ignored, as nearly always. */
    private static final String COUNT_REPETITIONS = """

            on conflict (saga_id, step, (detail ->> 'message'), (detail ->> 'why')) where event = 'ignored'
            do update set detail = jsonb_set(saga_journal.detail, '{times}', to_jsonb(
                cast(saga_journal.detail ->> 'times' as int) + cast(excluded.detail ->> 'times' as int)))""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Journal(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Writes what the sagas have journaled; the caller holds their locks, which makes {@code seq} safe to continue. */
    void write(List<? extends LockedSaga<?>> sagas) {
        List<Row> rows = sagas.stream().flatMap(saga -> rows(saga).stream()).toList();
        if (rows.isEmpty()) {
            return;
        }
        boolean repetitions = rows.stream().anyMatch(Row::mayRepeat);
        jdbc.sql(repetitions ? INSERT + COUNT_REPETITIONS : INSERT)
                .params(Columns.of(rows)
                        .with("sagas", Row::sagaId)
                        .with("positions", Row::position)
                        .with("events", Row::event)
                        .with("steps", Row::step)
                        .with("messages", Row::messageId)
                        .with("details", row -> json.writeValueAsString(row.detail()))
                        .parameters())
                .param("distinct", rows.stream().map(Row::sagaId).distinct().toArray(UUID[]::new))
                .update();
    }

    /** The message ids of all commands that these sagas have sent. */
    List<UUID> commandsOf(List<UUID> sagas) {
        return jdbc.sql(
                        "select message_id from saga_journal where saga_id = any(:sagas) and event in ('sent', 'resent')")
                .param("sagas", sagas.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    private static List<Row> rows(LockedSaga<?> saga) {
        Map<Object, Row> ignored = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (JournalEntry entry : saga.journal()) {
            Row row = Row.of(saga.saga().id(), rows.size() + 1, entry);
            if (entry.event() != JournalEvent.IGNORED) {
                rows.add(row);
                continue;
            }
            Row same = ignored.putIfAbsent(List.of(entry.step(), entry.detail()), row);
            if (same == null) {
                row.detail().put("times", 1);
                rows.add(row);
            } else {
                same.detail().merge("times", 1, (a, b) -> (int) a + (int) b);
            }
        }
        return rows;
    }

    private record Row(
            UUID sagaId,
            int position,
            String event,
            String step,
            @Nullable UUID messageId,
            Map<String, Object> detail) {

        boolean mayRepeat() {
            return event.equals(JournalEvent.IGNORED.label());
        }

        static Row of(UUID sagaId, int position, JournalEntry entry) {
            return new Row(
                    sagaId,
                    position,
                    entry.event().label(),
                    entry.step(),
                    entry.messageId(),
                    new LinkedHashMap<>(entry.detail()));
        }
    }
}
