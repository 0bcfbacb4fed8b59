package io.steadfast.acceptance.system;

import static io.steadfast.acceptance.system.Await.await;

import java.util.List;
import java.util.Map;

/** Sagas as the role {@code saga_reader} sees them. */
public final class Sagas {

    private final Database database;

    Sagas(Database database) {
        this.database = database;
    }

    public Database views() {
        return database;
    }

    /** The only saga of this order. */
    public Map<String, Object> of(String orderId) {
        var sagas = database.rows("select * from sagas.saga_overview where order_id = ?", orderId);
        if (sagas.size() != 1) {
            throw new IllegalStateException("order " + orderId + " has the sagas " + sagas);
        }
        return sagas.get(0);
    }

    /** Waits until the order's saga has this status. */
    public void awaitStatus(String orderId, String status) {
        await("saga of " + orderId + " becomes " + status)
                .until(() -> database.exists(
                        "select from sagas.saga_overview where order_id = ? and status = ?", orderId, status));
    }

    /** Waits until the order's saga has sent this step's command. */
    public void awaitStep(String orderId, String step) {
        await("saga of " + orderId + " gets to " + step)
                .until(() -> database.exists(
                        "select from sagas.saga_overview where order_id = ? and step = ?", orderId, step));
    }

    /** What moved the saga: its events and their steps. What a slow machine adds (resent, ignored) is left out. */
    public List<String> way(String orderId) {
        return database.texts("""
                select event || ' ' || step
                from sagas.saga_timeline
                where order_id = ? and event not in ('resent', 'ignored')
                order by seq""", orderId);
    }

    /** Why what came for the order changed nothing. */
    public List<String> ignored(String orderId) {
        return database.texts("""
                select (detail ->> 'message') || ': ' || (detail ->> 'why')
                from sagas.saga_timeline
                where order_id = ? and event = 'ignored'
                order by seq""", orderId);
    }
}
