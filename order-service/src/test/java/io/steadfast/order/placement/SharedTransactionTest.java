package io.steadfast.order.placement;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

class SharedTransactionTest {

    private final List<List<Integer>> transactions = new CopyOnWriteArrayList<>();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch firstMayCommit = new CountDownLatch(1);

    @AfterEach
    void end() {
        callers.shutdownNow();
    }

    @Test
    void callerWhoIsAloneHasATransactionInHisOwnThread() {
        var thread = new SharedTransaction<Integer, Thread>(wishes -> List.of(Thread.currentThread()), 1, 10).take(1);
        assertThat(thread).isSameAs(Thread.currentThread());
    }

    @Test
    void thoseWhoComeMeanwhileShareTheNextTransaction() {
        var shared = new SharedTransaction<>(this::negate, 1, 100);
        var first = take(shared, 0);
        await().until(() -> transactions.size() == 1);
        var others = IntStream.rangeClosed(1, 20).mapToObj(n -> take(shared, n)).toList();
        await().until(() -> shared.waiting() == 20);
        firstMayCommit.countDown();
        assertThat(first.join()).isZero();
        assertThat(others.stream().map(CompletableFuture::join))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 20).mapToObj(n -> -n).toList());
        assertThat(transactions).hasSize(2);
    }

    @Test
    void transactionTakesNoMoreThanItsShare() {
        var shared = new SharedTransaction<>(this::negate, 1, 8);
        var first = take(shared, 0);
        await().until(() -> transactions.size() == 1);
        var others = IntStream.rangeClosed(1, 20).mapToObj(n -> take(shared, n)).toList();
        await().until(() -> shared.waiting() == 20);
        firstMayCommit.countDown();
        others.forEach(CompletableFuture::join);
        first.join();
        assertThat(transactions).extracting(List::size).containsExactly(1, 8, 8, 4);
    }

    @Test
    void oneWhoseWishFailsTakesNobodyWithHim() {
        var shared = new SharedTransaction<>(failingIf(7, new DataIntegrityViolationException("seven")), 1, 100);
        var results = together(shared);
        assertThatThrownBy(results.get(7)::join).hasCauseInstanceOf(DataIntegrityViolationException.class);
        results.remove(7);
        assertThat(results.stream().map(CompletableFuture::join)).hasSize(19);
    }

    @Test
    void absentDatabaseIsFoundOutOnceForAll() {
        var shared = new SharedTransaction<>(failingIf(7, new CannotCreateTransactionException("away")), 1, 100);
        var results = together(shared);
        assertThat(results)
                .allSatisfy(result -> assertThatThrownBy(result::join)
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(CannotCreateTransactionException.class));
        assertThat(transactions).hasSize(2);
    }

    @Test
    void everyCallerOfACrowdGetsHisOwnResult() {
        var shared = new SharedTransaction<Integer, Integer>(
                wishes -> wishes.stream().map(n -> -n).toList(), 2, 5);
        var results = IntStream.range(0, 5_000).mapToObj(n -> take(shared, n)).toList();
        assertThat(results.stream().map(CompletableFuture::join))
                .containsExactlyElementsOf(
                        IntStream.range(0, 5_000).mapToObj(n -> -n).toList());
    }

    /** Twenty callers whose wishes are carried out together, after one that held them up. */
    private List<CompletableFuture<Integer>> together(SharedTransaction<Integer, Integer> shared) {
        var first = take(shared, 100);
        await().until(() -> transactions.size() == 1);
        var results = new CopyOnWriteArrayList<>(
                IntStream.range(0, 20).mapToObj(n -> take(shared, n)).toList());
        await().until(() -> shared.waiting() == 20);
        firstMayCommit.countDown();
        first.join();
        return results;
    }

    private CompletableFuture<Integer> take(SharedTransaction<Integer, Integer> shared, int wish) {
        return supplyAsync(() -> shared.take(wish), callers);
    }

    private Function<List<Integer>, List<Integer>> failingIf(int wish, RuntimeException failure) {
        return wishes -> {
            List<Integer> results = negate(wishes);
            if (wishes.contains(wish)) {
                throw failure;
            }
            return results;
        };
    }

    /** The first transaction lasts until it may commit. */
    private List<Integer> negate(List<Integer> wishes) {
        transactions.add(wishes);
        try {
            firstMayCommit.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return wishes.stream().map(n -> -n).toList();
    }
}
