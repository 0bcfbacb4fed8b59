package io.steadfast.saga.volume;

import io.steadfast.local.testing.TestDatabase;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * Three months of a shop that is open day and night: a million finished sagas, one each eight seconds, of which a tenth
 * was cancelled; a few thousand that are not finished; and 100,000 of the time before, purged. The oldest are not the
 * first in the table: space is used again once something was purged, so that nothing may rely on that order.
 */
final class MillionSagas {

    static final int FINISHED = 1_000_000;
    static final int UNFINISHED = 4_000;

    /** The number, time and id of each finished saga; {@code offset 0} has them made once, not wherever they are used. */
    private static final String NUMBERED = """
            (select n, at, cast(lpad(to_hex(cast(extract(epoch from at) * 1000 as bigint)), 12, '0')
                                || '70008' || lpad(to_hex(n), 15, '0') as uuid) as id
             from (
                      select n, timestamptz ':now' - interval '8000000 s' + mod(n + 790000, 1000000) * interval '8 s' as at
                      from generate_series(0, 999999) as n
                      offset 0) aged
             offset 0) numbered""";

    private static final String SAGAS = """
            insert into sagas.saga (id, type, definition_version, business_key, status, step, attempt, command_id,
                                    commanded_at, undos, undo_reason, data, correlation_id, version, started_at,
                                    updated_at, finished_at)
            select id, 'place-order', 1, id, ended.status, ended.step, 1, id, at, '{}', ended.reason,
                   '{"id": "1", "items": [{"quantity": 2, "productId": "item1"}], "customerId": "c-42"}', 'c' || n, 4,
                   at, at + interval '81 ms', at + interval '81 ms'
            from %s
                 join (values (false, 'completed', 'confirm-stock', null),
                              (true, 'cancelled', 'cancel-order', 'out of stock')) as ended (undone, status, step, reason)
                     on undone = (mod(n, 10) = 0)""".formatted(NUMBERED);

    private static final String JOURNAL = """
            insert into sagas.saga_journal (saga_id, seq, at, event, step, message_id, detail)
            select id, seq, at + later, event, step, id, detail
            from %s
                 join (values (false, 1, interval '0 ms', 'started', 'reserve-stock', jsonb '{}'),
                              (false, 2, '1 ms', 'sent', 'reserve-stock', '{}'),
                              (false, 3, '40 ms', 'succeeded', 'reserve-stock', '{}'),
                              (false, 4, '41 ms', 'sent', 'confirm-stock', '{}'),
                              (false, 5, '80 ms', 'succeeded', 'confirm-stock', '{}'),
                              (false, 6, '81 ms', 'completed', 'confirm-stock', '{}'),
                              (true, 1, '0 ms', 'started', 'reserve-stock', '{}'),
                              (true, 2, '1 ms', 'sent', 'reserve-stock', '{}'),
                              (true, 3, '40 ms', 'failed', 'reserve-stock',
                               '{"reason": "out of stock: item1 (requested 9, available 4)"}'),
                              (true, 4, '41 ms', 'sent', 'cancel-order', '{}'),
                              (true, 5, '80 ms', 'succeeded', 'cancel-order', '{}'),
                              (true, 6, '81 ms', 'cancelled', 'cancel-order', '{}'))
                          as happened (undone, seq, later, event, step, detail) on undone = (mod(n, 10) = 0)""".formatted(NUMBERED);

    /** From a few seconds to three days old. Half of those that wait for an answer are overdue. */
    private static final String OPEN = """
            with opened as (
                insert into sagas.saga (id, type, definition_version, business_key, status, step, attempt, command_id,
                                        commanded_at, deadline_at, undos, undo_reason, stuck_reason, stuck_since,
                                        last_error, data, version, started_at, updated_at)
                select gen_random_uuid(), 'place-order', 1, gen_random_uuid(), status, step, 4, gen_random_uuid(), at,
                       case when status <> 'stuck' then at + mod(n, 2) * interval '4 days' end, '{}',
                       case when status = 'compensating' then 'changed my mind' end,
                       case when status = 'stuck' then 'silent' end, case when status = 'stuck' then at end,
                       case when status = 'stuck' then 'no answer to 4 attempts' end,
                       '{"id": "1", "items": [{"quantity": 2, "productId": "item1"}], "customerId": "c-42"}', 2, at, at
                from generate_series(1, 4000) as n
                     cross join lateral (select now() - n * interval '65 s' as at) aged
                     join (values (0, 'running', 'reserve-stock'), (1, 'running', 'confirm-order'),
                                  (2, 'running', 'confirm-stock'), (3, 'compensating', 'release-stock'),
                                  (4, 'compensating', 'cancel-order'), (5, 'stuck', 'reserve-stock'),
                                  (6, 'stuck', 'confirm-order'), (7, 'stuck', 'release-stock'))
                              as kind (number, status, step) on number = mod(n, 8)
                returning id, command_id, started_at, step, status)
            insert into sagas.saga_journal (saga_id, seq, at, event, step, message_id, detail)
            select id, seq, started_at, event, step, command_id, '{}'
            from opened
                 cross join (values (1, 'started'), (2, 'sent'), (3, 'resent'), (4, 'resent'), (5, 'stuck'))
                                as happened (seq, event)
            where event <> 'stuck' or status = 'stuck'""";

    private static final String PURGED = """
            insert into sagas.purged_saga (business_key, type, saga_id, status, step, finished_at)
            select 'purged-' || n, 'place-order', gen_random_uuid(), 'completed', 'confirm-stock', now() - interval '1 year'
            from generate_series(1, 100000) as n""";

    private MillionSagas() {}

    /** Fills the tables, which are empty; without the log of changes, which a test can do without. */
    static void fill(TestDatabase database) {
        database.execute("alter table sagas.saga set unlogged; alter table sagas.saga_journal set unlogged");
        String now = Instant.now().toString();
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> database.execute(SAGAS.replace(":now", now))),
                        CompletableFuture.runAsync(() -> database.execute(JOURNAL.replace(":now", now))))
                .join();
        database.execute(OPEN + ";" + PURGED);
        database.execute("vacuum (analyze) sagas.saga");
        database.execute("vacuum (analyze) sagas.saga_journal");
        database.execute("vacuum (analyze) sagas.purged_saga");
    }
}
