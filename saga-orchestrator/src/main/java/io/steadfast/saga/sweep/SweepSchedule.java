package io.steadfast.saga.sweep;

import io.steadfast.messaging.rabbit.FailureKind;
import java.time.Clock;
import java.time.Duration;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Every instance writes down what it has heard; one of them sweeps. */
@Component
@EnableConfigurationProperties(SweepProperties.class)
class SweepSchedule {

    private static final Logger log = LoggerFactory.getLogger(SweepSchedule.class);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final StepActivity activity;
    private final DeadlineSweep sweep;
    private final LockProvider locks;
    private final Clock clock;
    private boolean failing;

    SweepSchedule(StepActivity activity, DeadlineSweep sweep, LockProvider locks, Clock clock) {
        this.activity = activity;
        this.sweep = sweep;
        this.locks = locks;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${steadfast.sweep.interval:1s}")
    void tick() {
        try {
            activity.writeDown();
            locks.lock(new LockConfiguration(clock.instant(), "saga-sweep", LEASE, Duration.ZERO))
                    .ifPresent(this::sweepUnder);
            failing = false;
        } catch (RuntimeException | Error e) {
            tell(e);
        }
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forgetOld() {
        activity.forgetOld();
    }

    private void sweepUnder(SimpleLock lock) {
        try {
            sweep.sweep();
        } finally {
            lock.unlock();
        }
    }

    /** A database that is away would otherwise be told of every second. */
    private void tell(Throwable failure) {
        if (!failing && FailureKind.of(failure) == FailureKind.TRANSIENT) {
            log.warn("Deadlines cannot be looked at; trying on: {}", failure.toString());
        } else if (!failing) {
            log.error("Deadlines cannot be looked at; trying on", failure);
        }
        failing = true;
    }
}
