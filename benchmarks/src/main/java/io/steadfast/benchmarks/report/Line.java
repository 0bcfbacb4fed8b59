package io.steadfast.benchmarks.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One figure.
 *
 * @param ratio to what it is compared with; a target is then about this
 */
public record Line(
        String what,
        double measured,
        String unit,
        @Nullable Double ratio,
        @Nullable Target target) {

    /** Whether the target is reached; null without one. */
    public @Nullable Boolean holds() {
        return target == null ? null : target.holds(ratio == null ? measured : ratio);
    }

    /** For people, such as {@code POST p50: 3.2 ms}. */
    @Override
    public String toString() {
        return what + ": " + figure();
    }

    String figure() {
        return format(measured) + " " + unit;
    }

    /** Three digits, or all before the point. */
    static String format(double value) {
        var digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
        var text = String.format(Locale.ROOT, "%,." + digits + "f", value);
        return digits == 0 ? text : text.replaceFirst("\\.?0+$", "");
    }
}
