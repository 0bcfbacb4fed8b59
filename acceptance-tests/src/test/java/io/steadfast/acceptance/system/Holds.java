package io.steadfast.acceptance.system;

import static io.steadfast.acceptance.system.Await.await;

import java.util.Arrays;
import java.util.List;

/**
 * Points that services do not get past while the test holds them there. Each is a lock of the database which the service
 * has to wait for, or which its relay steps over; so the tests need no luck with time.
 */
public final class Holds {

    private final Database database;

    Holds(Database database) {
        this.database = database;
    }

    /** What these services commit stays in their outboxes. */
    public Hold beforePublishing(Service... services) {
        return hold("select shard from %s.outbox_shard for update", services);
    }

    /** What these services' outboxes contain is published and cannot be deleted. */
    public Hold beforeDeleting(Service... services) {
        return hold("select id from %s.outbox for update", services);
    }

    /** Messages get to these services, and their handling does not begin. */
    public Hold beforeHandling(Service... services) {
        return hold("lock table %s.inbox in share row exclusive mode", services);
    }

    /** These services' transactions have done everything but the last: writing to the outbox. */
    public Hold beforeAppending(Service... services) {
        return hold("lock table %s.outbox in share row exclusive mode", services);
    }

    /** These services' start does not get past their migrations. */
    public Hold beforeMigrating(Service... services) {
        return hold("lock table %s.flyway_schema_history in access exclusive mode", services);
    }

    /** Waits until each of the services waits for a lock that is held. */
    public void awaitBlocked(Service... services) {
        for (var service : services) {
            await(service + " is held").until(() -> database.exists("""
                            select from pg_stat_activity
                            where usename like ? || '_%' and wait_event_type = 'Lock'""", service.schema()));
        }
    }

    /** Waits until the relay of each of the services has published something and waits for the broker. */
    public void awaitPublishing(Service... services) {
        for (var service : services) {
            await("the relay of " + service + " waits for confirms")
                    .until(() -> database.exists("""
                            select from pg_stat_activity
                            where usename = ? || '_service' and application_name = 'steadfast-relay'
                                  and state = 'idle in transaction'""", service.schema()));
        }
    }

    /** Waits until a message of this type about this order is in the outbox of the service. */
    public void awaitInOutbox(Service service, String type, String orderId) {
        await(type + " is in the outbox of " + service)
                .until(() -> database.exists(
                        "select from %s.outbox where type = ? and aggregate_id = ?".formatted(service.schema()),
                        type,
                        orderId));
    }

    private Hold hold(String statement, Service... services) {
        List<String> statements = Arrays.stream(services)
                .map(service -> statement.formatted(service.schema()))
                .toList();
        return database.hold(statements);
    }
}
