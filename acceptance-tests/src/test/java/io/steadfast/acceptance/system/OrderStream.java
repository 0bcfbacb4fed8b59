package io.steadfast.acceptance.system;

import static io.steadfast.acceptance.system.Await.await;

import io.steadfast.contracts.Item;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Customers who place orders for one piece each, some at the same time. As good clients do, they repeat a request that
 * was not answered, with the same idempotency key, until their order is taken.
 */
public final class OrderStream implements AutoCloseable {

    private static final int AT_A_TIME = 3;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    private final String customer = "customer-" + UUID.randomUUID();
    private final List<CompletableFuture<String>> orders;

    private OrderStream(Orders shop, String product, int count) {
        orders = IntStream.range(0, count)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> insist(shop, product), threads))
                .toList();
    }

    public static OrderStream of(Orders shop, String product, int count) {
        return new OrderStream(shop, product, count);
    }

    private String insist(Orders shop, String product) {
        var key = UUID.randomUUID().toString();
        var taken = await("an order is taken")
                .ignoreExceptions()
                .until(
                        () -> shop.post(customer, List.of(new Item(product, 1)), "Idempotency-Key", key),
                        answer -> answer.status() == 201);
        return Orders.accepted(taken);
    }

    public String customer() {
        return customer;
    }

    /** Waits until so many orders are taken. */
    public void awaitTaken(int count) {
        await(count + " orders are taken")
                .until(() -> orders.stream().filter(CompletableFuture::isDone).count() >= count);
    }

    /** The ids of all orders, when the last has been taken. */
    public List<String> taken() {
        return orders.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
