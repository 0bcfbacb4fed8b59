package io.steadfast.benchmarks.load;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final long STALL_MILLIS = 300;

    /** At 100 a second about thirty are due during the stall; the first fifteen of them waited for half of it or more. */
    @Test
    void stallCountsAgainstEveryRequestThatWasDueInIt() throws InterruptedException {
        var load = Load.open(100, Duration.ofSeconds(1), n -> {
            if (n == 10) {
                stall();
            }
            return completedFuture(Answer.ACCEPTED);
        });
        assertThat(load.accepted()).isEqualTo(100);
        assertThat(load.micros().getCountBetweenValues(STALL_MILLIS * 500, Long.MAX_VALUE / 2))
                .isGreaterThanOrEqualTo(12);
    }

    @Test
    void answersAreCountedByKind() throws InterruptedException {
        var load = Load.open(1_000, Duration.ofMillis(90), n -> switch ((int) (n % 3)) {
            case 0 -> completedFuture(Answer.ACCEPTED);
            case 1 -> completedFuture(Answer.SHED);
            default -> failedFuture(new IOException("reset"));
        });
        assertThat(load.accepted()).isEqualTo(30);
        assertThat(load.shed()).isEqualTo(30);
        assertThat(load.failed()).isEqualTo(30);
    }

    @Test
    void noCustomerSendsBeforeHisLastRequestIsAnswered() throws InterruptedException {
        var open = new AtomicInteger();
        var most = new AtomicInteger();
        Load.closed(4, Duration.ofMillis(100), n -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            return supplyAsync(() -> {
                open.decrementAndGet();
                return Answer.ACCEPTED;
            });
        });
        assertThat(most.get()).isBetween(1, 4);
    }

    private static void stall() {
        try {
            assertThat(new CountDownLatch(1).await(STALL_MILLIS, TimeUnit.MILLISECONDS))
                    .isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
