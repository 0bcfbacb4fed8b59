package io.steadfast.messaging.outbox;

import io.steadfast.messaging.Backoff;
import io.steadfast.messaging.outbox.OutboxTable.Taken;
import io.steadfast.messaging.rabbit.BrokerLink;
import io.steadfast.messaging.rabbit.ConfirmingPublisher;
import io.steadfast.messaging.rabbit.Outcome;
import io.steadfast.messaging.rabbit.Outcome.ChannelClosed;
import io.steadfast.messaging.rabbit.Outcome.Confirmed;
import io.steadfast.messaging.rabbit.Outcome.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Publishes what waits in some shards: lock, read, publish, wait for the confirms, delete, commit, again.
 *
 * <p>The transaction stays open while the broker answers, because the locks that it holds are the fence: a relay that was
 * paused and lost its leases has either still the locks, and nobody overtook it, or a dead session, and finds out before
 * its next wave. It may repeat what was sent; it cannot overtake.
 */
final class OutboxDrain {

    private static final Logger log = LoggerFactory.getLogger(OutboxDrain.class);

    private final OutboxTable table;
    private final TransactionOperations transactions;
    private final ConfirmingPublisher publisher;
    private final BrokerLink link;
    private final OutboxProperties properties;
    private final Backoff backoff;
    private @Nullable Long nextRetry;

    OutboxDrain(RelayDatabase database, BrokerLink link, OutboxProperties properties) {
        this.table = database.outbox();
        this.transactions = database.transactions();
        this.link = link;
        this.publisher = new ConfirmingPublisher(link, properties.confirmTimeout());
        this.properties = properties;
        this.backoff = new Backoff(properties.initialBackoff(), properties.maxBackoff());
    }

    /**
     * Publishes one batch, the oldest messages of all the shards; leaves out a shard that another relay is draining.
     *
     * @return whether more may be waiting
     * @throws RuntimeException if the database failed; what was published may be published again
     */
    boolean drainBatch(Set<Integer> shards, LowWater lowWater, boolean fromStart) {
        try {
            Batch batch = transactions.execute(status -> publishNext(shards, fromStart ? 0 : lowWater.id()));
            if (batch.returned) {
                link.declareTopology();
            }
            if (batch.broken) {
                tryAgainIn(properties.initialBackoff());
            } else if (batch.lastId > 0 && batch.complete) {
                lowWater.drainedUpTo(batch.lastId);
            }
            return batch.full && !batch.broken;
        } catch (RuntimeException | Error e) {
            publisher.close();
            tryAgainIn(properties.initialBackoff());
            throw e;
        }
    }

    /** How long until what failed here is tried again, the first of it; an hour if nothing is. */
    Duration untilRetry() {
        return nextRetry == null ? Duration.ofHours(1) : Duration.ofNanos(Math.max(0, nextRetry - System.nanoTime()));
    }

    /** The time is over, whether or not anything can be tried now. */
    void retryIsDue() {
        nextRetry = null;
    }

    private void tryAgainIn(Duration wait) {
        long retry = System.nanoTime() + wait.toNanos();
        nextRetry = nextRetry == null ? retry : Math.min(nextRetry, retry);
    }

    void close() {
        publisher.close();
    }

    private Batch publishNext(Set<Integer> shards, long from) {
        Batch batch = new Batch();
        Taken taken = table.take(
                shards, from, properties.batchSize(), properties.batchBytes().toBytes());
        batch.complete = taken.shards().size() == shards.size();
        List<OutboxRow> rows = taken.rows();
        batch.read(rows, properties);
        boolean first = true;
        for (List<OutboxRow> wave : Waves.of(rows)) {
            if (batch.broken) {
                break;
            }
            if (!first) {
                table.assertSessionAlive();
            }
            first = false;
            publish(wave, batch);
        }
        table.delete(batch.sent);
        return batch;
    }

    private void publish(List<OutboxRow> wave, Batch batch) {
        List<OutboxRow> rows = new ArrayList<>();
        for (OutboxRow row : wave) {
            ChannelClosed closed = batch.closedFor.get(Destination.of(row));
            if (closed != null && !batch.held.contains(row.aggregateId())) {
                settle(row, closed, batch);
            } else if (!batch.held.contains(row.aggregateId())) {
                rows.add(row);
            }
        }
        List<Outcome> outcomes =
                publisher.publish(rows.stream().map(OutboxRow::toPublish).toList());
        List<OutboxRow> suspects = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (outcomes.get(i) instanceof ChannelClosed && rows.size() > 1) {
                suspects.add(rows.get(i));
            } else {
                settle(rows.get(i), outcomes.get(i), batch);
            }
        }
        if (!suspects.isEmpty()) {
            publishOneByOne(suspects, batch);
        }
    }

    /**
     * One of them made the broker close the channel; alone, only the guilty one does so again. If it did so for want of
     * an exchange or a permission, all others to the same destination would too, and only the rest goes together again.
     */
    private void publishOneByOne(List<OutboxRow> suspects, Batch batch) {
        link.declareTopology();
        for (int i = 0; i < suspects.size() && !batch.broken; i++) {
            OutboxRow row = suspects.get(i);
            table.assertSessionAlive();
            settle(row, publisher.publish(List.of(row.toPublish())).get(0), batch);
            if (batch.closedFor.containsKey(Destination.of(row))) {
                table.assertSessionAlive();
                publish(suspects.subList(i + 1, suspects.size()), batch);
                return;
            }
        }
    }

    private void settle(OutboxRow row, Outcome outcome, Batch batch) {
        if (outcome instanceof Confirmed) {
            batch.sent.add(row.id());
            return;
        }
        batch.held.add(row.aggregateId());
        if (outcome instanceof Refused refused) {
            backOff(row, refused.reason(), batch);
        } else if (outcome instanceof ChannelClosed closed && !closed.forGood()) {
            batch.closedFor.putIfAbsent(Destination.of(row), closed);
            backOff(row, closed.reason(), batch);
        } else if (outcome instanceof ChannelClosed closed) {
            log.error(
                    "Message {} ({}) can never be sent and is parked: {}",
                    row.messageId(),
                    row.type(),
                    closed.reason());
            table.park(row.id(), closed.reason());
        } else {
            batch.broken = true; // the connection failed, not the message: no attempt is counted
        }
    }

    private void backOff(OutboxRow row, String reason, Batch batch) {
        if (row.attempts() == 0 && !batch.returned) { // one line a batch, as a missing queue refuses them all
            log.warn("Message {} ({}) is tried again and again: {}", row.messageId(), row.type(), reason);
        }
        batch.returned = true;
        Duration wait = backoff.after(row.attempts() + 1);
        table.backOff(row.id(), wait, reason);
        tryAgainIn(wait);
    }

    /** What an exchange or a permission may be missing for. */
    private record Destination(String exchange, String routingKey) {

        static Destination of(OutboxRow row) {
            return new Destination(row.exchange(), row.routingKey());
        }
    }

    /** What came of one transaction. */
    private static final class Batch {
        private final List<Long> sent = new ArrayList<>();
        private final Set<String> held = new HashSet<>();
        private final Map<Destination, ChannelClosed> closedFor = new HashMap<>();
        /** Whether no shard was left out because another relay has it. */
        private boolean complete;

        private boolean full;
        private boolean broken;
        private boolean returned;
        private long lastId;

        void read(List<OutboxRow> rows, OutboxProperties properties) {
            long bytes = rows.stream().mapToLong(row -> row.body().length).sum();
            full = rows.size() == properties.batchSize()
                    || bytes >= properties.batchBytes().toBytes();
            lastId = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).id();
        }
    }
}
