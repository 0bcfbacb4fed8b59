package io.steadfast.saga.sweep;

import io.steadfast.messaging.Pace;
import io.steadfast.messaging.rabbit.FailureKind;
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

    private final StepActivity activity;
    private final DeadlineSweep sweep;
    private final Pace pace = new Pace();
    private boolean failing;

    SweepSchedule(StepActivity activity, DeadlineSweep sweep) {
        this.activity = activity;
        this.sweep = sweep;
    }

    @Scheduled(fixedDelayString = "${steadfast.sweep.interval:2s}")
    void tick() {
        try {
            activity.writeDown();
            if (pace.isDue()) {
                pace.search(sweep::sweepInTurn);
            } else {
                sweep.goOn();
            }
            failing = false;
        } catch (RuntimeException | Error e) {
            tell(e);
        }
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forgetOld() {
        activity.forgetOld();
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
