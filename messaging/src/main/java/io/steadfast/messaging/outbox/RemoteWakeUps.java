package io.steadfast.messaging.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Wakes the instance that serves a shard by {@code NOTIFY}, and hears the others. Never inside the business
 * transaction, where {@code NOTIFY} takes a lock on the whole database at commit; and several wake-ups make one. A
 * wake-up that is lost costs one sweep interval.
 */
final class RemoteWakeUps {

    private static final Logger log = LoggerFactory.getLogger(RemoteWakeUps.class);
    private static final long COALESCE_MILLIS = 5;
    private static final int LISTEN_MILLIS = 5_000;
    private static final long RECONNECT_MILLIS = 2_000;

    private final RelayDatabase database;
    private final IntConsumer wakeHere;
    private final Set<Integer> pending = new ConcurrentSkipListSet<>();
    private volatile @Nullable ScheduledExecutorService sender;
    private volatile @Nullable Thread listener;

    RemoteWakeUps(RelayDatabase database, IntConsumer wakeHere) {
        this.database = database;
        this.wakeHere = wakeHere;
    }

    void start() {
        sender = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "outbox-notify"));
        Thread started = new Thread(this::listen, "outbox-listen");
        started.setDaemon(true);
        listener = started;
        started.start();
    }

    void stop() {
        Thread started = listener;
        listener = null;
        if (started != null) {
            started.interrupt();
        }
        if (sender != null) {
            sender.shutdown();
        }
    }

    void wake(int shard) {
        ScheduledExecutorService sender = this.sender;
        if (sender != null && pending.add(shard)) {
            try {
                sender.schedule(this::send, COALESCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                log.debug("Stopping; the sweep of another instance finds shard {}", shard);
            }
        }
    }

    private void send() {
        Set<Integer> shards = new TreeSet<>(pending);
        pending.removeAll(shards);
        if (shards.isEmpty()) {
            return;
        }
        try {
            database.jdbc()
                    .sql("select pg_notify('outbox_' || current_schema(), :shards)")
                    .param(
                            "shards",
                            String.join(
                                    ",", shards.stream().map(String::valueOf).toList()))
                    .query(rows -> {});
        } catch (DataAccessException e) {
            log.debug("A wake-up was not sent; the sweep finds the messages", e);
        }
    }

    private void listen() {
        while (mayListen()) {
            try (Connection connection = database.connection();
                    Statement statement = connection.createStatement()) {
                statement.execute("do $$ begin execute format('listen %I', 'outbox_' || current_schema()); end $$");
                PGConnection session = connection.unwrap(PGConnection.class);
                while (mayListen()) {
                    hear(session.getNotifications(LISTEN_MILLIS));
                }
            } catch (SQLException | RuntimeException e) {
                log.debug("Wake-ups are not heard; the sweep finds the messages", e);
                pauseBeforeReconnect();
            }
        }
    }

    private boolean mayListen() {
        return Thread.currentThread() == listener;
    }

    private void hear(PGNotification[] notifications) {
        for (PGNotification notification : notifications) {
            for (String shard : notification.getParameter().split(",")) {
                wakeHere.accept(Integer.parseInt(shard));
            }
        }
    }

    private void pauseBeforeReconnect() {
        try {
            TimeUnit.MILLISECONDS.sleep(RECONNECT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
