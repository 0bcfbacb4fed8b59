package io.steadfast.benchmarks.system;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The system when it has done all that it was asked for. */
final class Rest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(50);

    private static final String REACHED = """
            select not exists (select from orders.orders where status = 'pending')
                   and not exists (select from sagas.saga where status in ('running', 'compensating', 'stuck'))
                   and not exists (select from orders.outbox)
                   and not exists (select from inventory.outbox)
                   and not exists (select from sagas.outbox)""";

    private static final String UNREST = """
            select (select count(*) from orders.orders where status = 'pending') || ' orders are pending, '
                   || (select count(*) from sagas.saga where status in ('running', 'compensating', 'stuck'))
                   || ' sagas have not ended'""";

    private Rest() {}

    static void await(Database database) throws SQLException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!database.rows(row -> row.getBoolean(1), REACHED).get(0)) {
            if (System.nanoTime() > deadline) {
                throw new UnsoundResult(
                        "after " + PATIENCE.toSeconds() + " s without new orders " + database.text(UNREST));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    static void assertSound(Database database) throws SQLException {
        var broken = database.rows(
                row -> row.getString("rule") + ": " + row.getString("subject") + ", " + row.getString("detail"),
                "select rule, subject, detail from audit.violations order by rule, subject limit 5");
        if (!broken.isEmpty()) {
            throw new UnsoundResult("rules of conservation are broken:\n  " + String.join("\n  ", broken));
        }
        var letters = database.number("select count(*) from sagas.dead_letter");
        if (letters > 0) {
            throw new UnsoundResult("%.0f messages became dead letters".formatted(letters));
        }
    }
}
