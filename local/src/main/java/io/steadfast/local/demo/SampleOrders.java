package io.steadfast.local.demo;

import io.steadfast.local.stack.Stack;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Three orders that show what a saga does: one is confirmed, one finds no stock, one is cancelled by its customer. */
public final class SampleOrders {

    private static final String PLENTY = "item1";
    private static final String SCARCE = "item2";
    private static final int MORE_THAN_THERE_IS = 1_000;

    private final Stack stack;
    private final PrintStream out;
    private final Api api;
    private final SagaReport report;

    public SampleOrders(Stack stack, PrintStream out) {
        this.stack = stack;
        this.out = out;
        this.api = new Api(stack);
        this.report = new SagaReport(stack);
    }

    /** Places the orders and shows how they went; tells whether each ended as it should. */
    public boolean run() {
        out.println("Three sample orders:");
        try {
            api.stock(PLENTY, 100);
            api.stock(SCARCE, 50);
            var samples = new ArrayList<Sample>();
            samples.add(ended(new Sample("enough in stock", api.order(Map.of(PLENTY, 2, SCARCE, 1)), "confirmed", "")));
            samples.add(ended(
                    new Sample("out of stock", api.order(Map.of(SCARCE, MORE_THAN_THERE_IS)), "cancelled", SCARCE)));
            samples.add(ended(cancelledWhileInventoryIsPaused()));
            out.println(report.of(samples));
            return allAsExpected(samples);
        } catch (IllegalStateException | SQLException e) {
            out.println("The sample orders could not be shown: " + e.getMessage());
            return false;
        }
    }

    private Sample cancelledWhileInventoryIsPaused() {
        stack.inventoryService().pause();
        try {
            var orderId = api.order(Map.of(PLENTY, 1));
            api.cancel(orderId);
            return new Sample("cancelled by its customer", orderId, "cancelled", "");
        } finally {
            stack.inventoryService().resume();
        }
    }

    private Sample ended(Sample sample) throws SQLException {
        out.printf("  %-26s order %s%n", sample.title(), sample.orderId());
        report.awaitEnd(sample.orderId());
        return sample;
    }

    private boolean allAsExpected(List<Sample> samples) {
        var differences = samples.stream()
                .flatMap(sample -> sample.difference(api.orderState(sample.orderId())).stream())
                .toList();
        differences.forEach(difference -> out.println("NOT AS EXPECTED: " + difference));
        return differences.isEmpty();
    }
}
