package io.steadfast.saga.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Operations that are carried on, and their items. Whoever deals with items holds the lock of their operation, so that
 * no two instances deal with the same; and the operation's time, so that its rate is the same however many there are.
 */
@Component
class OperationTable {

    /** Those that wait are not looked at, however many: that takes a time which is the same throughout the statement. */
    static final String NEXT = """
            select position, target, since
            from admin_operation_item
            where operation_id = :operation and state = 'pending' and due_at <= statement_timestamp()
            order by due_at, position
            limit :limit""";

    private final JdbcClient jdbc;

    OperationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An operation to be carried on. */
    record Due(UUID id, int ratePerSecond) {}

    /** An operation whose lock this transaction holds. */
    record Running(UUID id, String kind, Mandate mandate) {}

    /** One thing to be dealt with. */
    record Item(int position, BulkAction.Target target) {}

    /** The operations of these kinds that are to be carried on now, without locking them. */
    List<Due> due(Collection<String> kinds) {
        return jdbc.sql("""
                        select id, rate_per_second
                        from admin_operation
                        where status = 'running' and due_at <= clock_timestamp() and kind = any(:kinds)
                        order by due_at""")
                .param("kinds", kinds.toArray(String[]::new))
                .query((row, n) -> new Due(row.getObject("id", UUID.class), row.getInt("rate_per_second")))
                .list();
    }

    /** The items that are next, without locking anything. */
    List<Item> nextItems(UUID operation, int limit) {
        return jdbc.sql(NEXT)
                .param("operation", operation)
                .param("limit", limit)
                .query((row, n) -> item(row))
                .list();
    }

    private static Item item(ResultSet row) throws SQLException {
        OffsetDateTime since = row.getObject("since", OffsetDateTime.class);
        var target =
                new BulkAction.Target(row.getObject("target", UUID.class), since == null ? null : since.toInstant());
        return new Item(row.getInt("position"), target);
    }

    /** Takes the lock of an operation that is still due; empty, at once, if another instance has it. */
    Optional<Running> lockDue(UUID operation) {
        return lock(operation, "and due_at <= clock_timestamp()");
    }

    /** The same whether or not it is due. */
    Optional<Running> lock(UUID operation) {
        return lock(operation, "");
    }

    private Optional<Running> lock(UUID operation, String condition) {
        return jdbc.sql("""
                        select id, kind, actor, reason
                        from admin_operation
                        where id = :operation and status = 'running' %s
                        for update skip locked""".formatted(condition))
                .param("operation", operation)
                .query((row, n) -> read(row))
                .optional();
    }

    private static Running read(ResultSet row) throws SQLException {
        return new Running(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                new Mandate(row.getString("actor"), row.getString("reason")));
    }

    boolean isPending(Running operation, Item item) {
        return jdbc.sql("""
                        select state = 'pending'
                        from admin_operation_item
                        where operation_id = :operation and position = :position""")
                .param("operation", operation.id())
                .param("position", item.position())
                .query(Boolean.class)
                .single();
    }

    /** Writes down what came of items that were pending; outcomes are in the same order. */
    void decide(Running operation, List<Item> items, List<ItemOutcome> outcomes) {
        int decided = jdbc.sql("""
                        update admin_operation_item item
                        set state = case when decided.done then 'done' else 'failed' end, outcome = decided.outcome,
                            decided_at = clock_timestamp()
                        from unnest(cast(:positions as int[]), cast(:done as boolean[]), cast(:outcomes as text[]))
                                 as decided (position, done, outcome)
                        where item.operation_id = :operation and item.position = decided.position
                          and item.state = 'pending'""")
                .param("operation", operation.id())
                .param("positions", items.stream().map(Item::position).toArray(Integer[]::new))
                .param("done", outcomes.stream().map(ItemOutcome::isDone).toArray(Boolean[]::new))
                .param("outcomes", outcomes.stream().map(ItemOutcome::text).toArray(String[]::new))
                .update();
        if (decided != items.size()) {
            throw new IllegalStateException(
                    "%d of %d items of operation %s had been decided by someone without its lock"
                            .formatted(items.size() - decided, items.size(), operation.id()));
        }
        int done = (int) outcomes.stream().filter(ItemOutcome::isDone).count();
        advance(operation, done, outcomes.size() - done, 0);
    }

    /** A second at most is made good of the time lost: after a longer pause there is no burst. */
    private void advance(Running operation, int done, int failed, int waiting) {
        jdbc.sql("""
                        update admin_operation
                        set done = done + :done, failed = failed + :failed,
                            due_at = greatest(due_at, at - interval '1 second')
                                     + (:done + :failed + :waiting) * interval '1 second' / rate_per_second,
                            status = case when done + failed + :done + :failed = matched then 'completed' else status end,
                            finished_at = case when done + failed + :done + :failed = matched then at end
                        from clock_timestamp() as at
                        where id = :operation""")
                .param("operation", operation.id())
                .param("done", done)
                .param("failed", failed)
                .param("waiting", waiting)
                .update();
    }

    /** Has an item wait, and those after it go first. It was an attempt, and counts as one for the rate. */
    void postponeItem(Running operation, Item item, Duration wait, String why) {
        jdbc.sql("""
                        update admin_operation_item
                        set due_at = clock_timestamp() + :millis * interval '1 millisecond', outcome = :why
                        where operation_id = :operation and position = :position and state = 'pending'""")
                .param("operation", operation.id())
                .param("position", item.position())
                .param("millis", wait.toMillis())
                .param("why", why)
                .update();
        advance(operation, 0, 0, 1);
    }

    /** Whether an item has to wait, or has had to and was not done yet. */
    boolean isAnyWaiting(Running operation) {
        return jdbc.sql("""
                        select exists(
                            select from admin_operation_item
                            where operation_id = :operation and state = 'pending' and outcome is not null)""")
                .param("operation", operation.id())
                .query(Boolean.class)
                .single();
    }

    /** Has an operation wait, all of whose pending items wait. */
    void postpone(Running operation, Duration wait) {
        jdbc.sql("""
                        update admin_operation
                        set due_at = clock_timestamp() + :millis * interval '1 millisecond'
                        where id = :operation""")
                .param("operation", operation.id())
                .param("millis", wait.toMillis())
                .update();
    }

    /** Removes items of operations that finished so long ago, at most so many; returns how many there were. */
    int purgeItems(Duration retention, int atMost) {
        return jdbc.sql("""
                        delete from admin_operation_item
                        where (operation_id, position) in (
                            select item.operation_id, item.position
                            from admin_operation operation
                                 join admin_operation_item item on item.operation_id = operation.id
                            where operation.finished_at < clock_timestamp() - make_interval(secs => :seconds)
                            order by operation.finished_at, item.operation_id, item.position
                            limit :atMost
                            for update of item skip locked)""")
                .param("seconds", retention.toSeconds())
                .param("atMost", atMost)
                .update();
    }

    /** Removes operations that finished so long ago and have no items any more. */
    void purge(Duration retention) {
        jdbc.sql("""
                        delete from admin_operation operation
                        where finished_at < clock_timestamp() - make_interval(secs => :seconds)
                          and not exists (select from admin_operation_item item where item.operation_id = operation.id)""").param("seconds", retention.toSeconds()).update();
    }
}
