package io.steadfast.benchmarks.report;

/**
 * What a figure should reach.
 *
 * @param least whether the figure should be at least, not at most, this
 */
public record Target(boolean least, double value) {

    public static Target atLeast(double value) {
        return new Target(true, value);
    }

    public static Target atMost(double value) {
        return new Target(false, value);
    }

    boolean holds(double figure) {
        return least ? figure >= value : figure <= value;
    }

    @Override
    public String toString() {
        return (least ? ">= " : "<= ") + Line.format(value);
    }
}
