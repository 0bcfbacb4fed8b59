package io.steadfast.inventory.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message.Command;
import io.steadfast.contracts.Message.ConfirmReservation;
import io.steadfast.contracts.Message.ReleaseReservation;
import io.steadfast.contracts.Message.ReserveInventory;
import io.steadfast.inventory.testing.Conservation;
import io.steadfast.inventory.testing.InventoryApi;
import io.steadfast.inventory.testing.RunningInventoryService;
import io.steadfast.local.testing.OutboxRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@RunningInventoryService
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ConcurrentCommandsIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private InventoryCommandHandler handler;

    @Autowired
    private TransactionOperations transactions;

    @LocalServerPort
    private int port;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private InventoryApi api;
    private Consumer consumer;

    @BeforeEach
    void connect() {
        api = new InventoryApi(port);
        consumer = new Consumer(handler, transactions);
    }

    @AfterEach
    void nothingWasMadeOrLost() {
        threads.shutdownNow();
        Conservation.assertHolds(jdbc);
    }

    @Test
    void batchesWithOppositeProductOrdersDoNotDeadlock() throws Exception {
        api.stock("left", 100_000);
        api.stock("right", 100_000);
        inParallel(IntStream.range(0, 60)
                .<Callable<?>>mapToObj(n -> () -> {
                    List<String> products = n % 2 == 0 ? List.of("left", "right") : List.of("right", "left");
                    List<ReserveInventory> batch = new ArrayList<>();
                    for (int i = 0; i < 20; i++) {
                        String order = "opposite-" + n + "-" + (n % 2 == 0 ? i : 20 - i);
                        batch.add(new ReserveInventory(order, List.of(new Item(products.get(i % 2), 1))));
                    }
                    consumer.consume(batch);
                    return null;
                })
                .toList());
        assertThat(api.get("/products/left").json().path("reserved").intValue()
                        + api.get("/products/right").json().path("reserved").intValue())
                .isEqualTo(1200);
    }

    @Test
    void theLastUnitsAreReservedOnce() throws Exception {
        api.stock("rare", 7);
        inParallel(IntStream.range(0, 40)
                .<Callable<?>>mapToObj(n -> () -> {
                    consumer.consume(List.of(new ReserveInventory("rare-" + n, List.of(new Item("rare", 1)))));
                    return null;
                })
                .toList());
        assertThat(api.get("/products/rare").json().toString())
                .isEqualTo("{\"id\":\"rare\",\"onHand\":7,\"reserved\":7,\"available\":0}");
        assertThat(count("reservation where order_id like 'rare-%' and status = 'unavailable'"))
                .isEqualTo(33);
    }

    @Test
    void demandAndReleaseOfAnUnknownOrderAtOnceEndReleased(CapturedOutput output) throws Exception {
        api.stock("raced", 1000);
        List<Callable<?>> commands = new ArrayList<>();
        for (int n = 0; n < 150; n++) {
            String order = "raced-" + n;
            commands.add(() -> {
                consumer.consume(List.of(new ReserveInventory(order, List.of(new Item("raced", 1)))));
                return null;
            });
            commands.add(() -> {
                consumer.consume(List.of(new ReleaseReservation(order, null)));
                return null;
            });
        }
        inParallel(commands);
        assertThat(api.get("/products/raced").json().path("reserved").intValue())
                .isZero();
        assertThat(count("reservation where order_id like 'raced-%' and status = 'released'"))
                .isEqualTo(150);
        var outbox = new OutboxRows(dataSource);
        for (int n = 0; n < 150; n++) {
            assertThat(outbox.typesOf("raced-" + n)).hasSize(2).contains("InventoryReleased");
        }
        assertThat(consumer.races).as("races, without which this shows nothing").hasPositiveValue();
        assertThat(output).as("a lost race is no error").doesNotContain("duplicate key");
    }

    @Test
    void unitsAreConservedOverThousandsOfRandomCommands() throws Exception {
        long seed = System.nanoTime();
        List<String> products = List.of("random-a", "random-b", "random-c", "random-d");
        products.forEach(product -> api.stock(product, 300));
        inParallel(IntStream.range(0, 6)
                .<Callable<?>>mapToObj(thread -> () -> {
                    var random = new Random(seed + thread);
                    for (int round = 0; round < 60; round++) {
                        List<Command> batch = IntStream.rangeClosed(1, 1 + random.nextInt(30))
                                .mapToObj(i -> command(random, products))
                                .toList();
                        consumer.consume(batch);
                        if (random.nextInt(4) == 0) {
                            count(products.get(random.nextInt(products.size())), random.nextInt(600));
                        }
                    }
                    return null;
                })
                .toList());
        Conservation.assertHolds(jdbc);
        assertThat(jdbc.sql("select distinct status from reservation where order_id like 'random-%'")
                        .query(String.class)
                        .list())
                .as("seed %d", seed)
                .contains("active", "confirmed", "released");
    }

    /** May be refused for what is reserved. */
    private void count(String product, int onHand) {
        assertThat(api.put("/products/" + product, "{\"onHand\":" + onHand + "}", InventoryApi.OPERATOR)
                        .status())
                .isIn(200, 409);
    }

    private static Command command(Random random, List<String> products) {
        String order = "random-" + random.nextInt(1500); // so many that at the end some are in each state
        return switch (random.nextInt(5)) {
            case 0 -> new ConfirmReservation(order);
            case 1 -> new ReleaseReservation(order, null);
            default ->
                new ReserveInventory(
                        order,
                        random.ints(1 + random.nextInt(4), 0, products.size())
                                .mapToObj(i -> new Item(products.get(i), 1 + random.nextInt(5)))
                                .toList());
        };
    }

    private void inParallel(List<? extends Callable<?>> work) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (Callable<?> one : work) {
            running.add(threads.submit(one));
        }
        for (Future<?> one : running) {
            one.get();
        }
    }

    private int count(String fromWhere) {
        return jdbc.sql("select count(*) from " + fromWhere)
                .query(Integer.class)
                .single();
    }
}
