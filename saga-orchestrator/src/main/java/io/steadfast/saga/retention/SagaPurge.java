package io.steadfast.saga.retention;

import io.steadfast.saga.retention.FinishedSagas.Batch;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes what has been kept for long enough, on one instance at a time, in batches short enough to disturb nobody. It
 * may stop after any batch; the next run goes on.
 */
@Component
@EnableConfigurationProperties(RetentionProperties.class)
class SagaPurge {

    private static final Logger log = LoggerFactory.getLogger(SagaPurge.class);

    private final FinishedSagas finished;
    private final UnclaimedCancellations cancellations;
    private final RetentionProperties properties;

    SagaPurge(JdbcClient jdbc, RetentionProperties properties) {
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
        int unclaimed = cancellations.purge(properties.earlyCancellations(), properties.purgeBatch());
        if (sagas + unclaimed > 0) {
            log.info("Purged {} finished sagas and {} cancellations of what never came", sagas, unclaimed);
        }
    }

    private int purgeSagas() {
        int sagas = 0;
        Batch batch = Batch.NONE;
        for (int n = 0; n < properties.maxBatches() && !Thread.currentThread().isInterrupted(); n++) {
            batch = finished.purge(batch, properties.finishedSagas(), properties.purgeBatch());
            sagas += batch.sagas();
            if (batch.sagas() < properties.purgeBatch()) {
                break;
            }
        }
        return sagas;
    }
}
