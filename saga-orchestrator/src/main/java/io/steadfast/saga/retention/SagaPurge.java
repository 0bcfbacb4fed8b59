package io.steadfast.saga.retention;

import io.steadfast.saga.retention.FinishedSagas.Batch;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Removes what has been kept for long enough, in batches short enough to disturb nobody. It may stop after any batch; the
 * next run goes on. Safe to run twice at a time, meant to run once: a lease lasts half an hour.
 */
@Component
@EnableConfigurationProperties(RetentionProperties.class)
class SagaPurge {

    private static final Logger log = LoggerFactory.getLogger(SagaPurge.class);

    private final TransactionOperations transactions;
    private final FinishedSagas finished;
    private final UnclaimedCancellations cancellations;
    private final RetentionProperties properties;

    SagaPurge(JdbcClient jdbc, TransactionOperations transactions, RetentionProperties properties) {
        this.transactions = transactions;
        this.finished = new FinishedSagas(jdbc);
        this.cancellations = new UnclaimedCancellations(jdbc);
        this.properties = properties;
    }

    @Scheduled(
            initialDelayString = "${steadfast.retention.purge-interval:10m}",
            fixedDelayString = "${steadfast.retention.purge-interval:10m}")
    @SchedulerLock(name = "saga-purge", lockAtMostFor = "PT30M")
    void purge() {
        int sagas = purgeSagas();
        int unclaimed = purgeCancellations();
        if (sagas + unclaimed > 0) {
            log.info("Purged {} finished sagas and {} cancellations of what never came", sagas, unclaimed);
        }
    }

    private int purgeSagas() {
        int sagas = 0;
        Batch batch = Batch.NONE;
        for (int n = 0; mayBegin(n); n++) {
            batch = purgeAfter(batch);
            sagas += batch.sagas();
            if (batch.sagas() < properties.purgeBatch()) {
                break;
            }
        }
        return sagas;
    }

    private Batch purgeAfter(Batch before) {
        return transactions.execute(
                status -> finished.purge(before, properties.finishedSagas(), properties.purgeBatch()));
    }

    private int purgeCancellations() {
        int unclaimed = 0;
        for (int n = 0; mayBegin(n); n++) {
            int removed = cancellations.purge(properties.earlyCancellations(), properties.purgeBatch());
            unclaimed += removed;
            if (removed < properties.purgeBatch()) {
                break;
            }
        }
        return unclaimed;
    }

    private boolean mayBegin(int batch) {
        return batch < properties.maxBatches() && !Thread.currentThread().isInterrupted();
    }
}
