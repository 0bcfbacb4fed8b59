package io.steadfast.saga.operation;

import io.steadfast.messaging.rabbit.FailureKind;
import io.steadfast.saga.operation.StartOperation.OperationStarted;
import java.util.concurrent.atomic.AtomicInteger;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Every instance carries operations on; one of them removes the old ones. */
@Component
@EnableConfigurationProperties(OperationProperties.class)
class OperationSchedule {

    private static final Logger log = LoggerFactory.getLogger(OperationSchedule.class);
    private static final int PURGE_BATCH = 5_000;

    /** After so many ticks without work only each fifth looks for what another instance was asked for. */
    private static final int QUIET = 10;

    private final OperationWorker worker;
    private final OperationTable operations;
    private final OperationProperties properties;
    private final AtomicInteger quietTicks = new AtomicInteger();
    private boolean failing;

    OperationSchedule(OperationWorker worker, OperationTable operations, OperationProperties properties) {
        this.worker = worker;
        this.operations = operations;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "${steadfast.operations.interval:1s}")
    public void tick() {
        int quiet = quietTicks.getAndIncrement();
        if (quiet >= QUIET && quiet % 5 != 0) {
            return;
        }
        try {
            if (worker.work()) {
                quietTicks.set(0);
            }
            failing = false;
        } catch (RuntimeException | Error e) {
            tell(e);
        }
    }

    @TransactionalEventListener
    public void lookAtOnce(OperationStarted started) {
        quietTicks.set(0);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    @SchedulerLock(name = "operation-purge")
    public void purge() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = operations.purgeItems(properties.retention(), PURGE_BATCH) == PURGE_BATCH;
        }
        operations.purge(properties.retention());
    }

    /** A database that is away would otherwise be told of every second. */
    private void tell(Throwable failure) {
        if (!failing && FailureKind.of(failure) == FailureKind.TRANSIENT) {
            log.warn("Bulk operations cannot be carried on; trying on: {}", failure.toString());
        } else if (!failing) {
            log.error("Bulk operations cannot be carried on; trying on", failure);
        }
        failing = true;
    }
}
