package io.steadfast.local.stack;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The same for several things at the same time. */
final class AtOnce {

    private AtOnce() {}

    /** Returns when all have ended, or throws the first failure while the others go on. */
    static <T> void forEach(Collection<T> things, Consumer<? super T> action) {
        var threads = Executors.newFixedThreadPool(Math.max(1, things.size()));
        try {
            var all = things.stream()
                    .map(thing -> CompletableFuture.runAsync(() -> action.accept(thing), threads))
                    .toArray(CompletableFuture<?>[]::new);
            var failure = new CompletableFuture<Void>();
            for (var one : all) {
                one.whenComplete((done, cause) -> {
                    if (cause != null) {
                        failure.completeExceptionally(cause);
                    }
                });
            }
            CompletableFuture.anyOf(CompletableFuture.allOf(all), failure).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        } finally {
            threads.shutdown();
        }
    }
}
