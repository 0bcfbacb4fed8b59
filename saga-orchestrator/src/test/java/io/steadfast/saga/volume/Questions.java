package io.steadfast.saga.volume;

import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.saga.volume.Plans.Executed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Has questions asked, sees to it that they are cheap, and remembers what each has cost. */
final class Questions {

    /** To read one of them from end to end is what must not happen. */
    private static final Set<String> LARGE = Set.of("saga", "saga_journal", "purged_saga");

    private final Plans plans;
    private final List<String> told = new ArrayList<>();

    Questions(Plans plans) {
        this.plans = plans;
    }

    /** Fails if any statement takes more pages than this, or reads a large table from end to end. */
    void ask(String question, int pages, Runnable action) {
        List<Executed> all = plans.during(action);
        Executed most = all.stream().max(comparingLong(Executed::pages)).orElseThrow();
        told.add("%6d pages %7.1f ms  %s".formatted(most.pages(), most.millis(), question));
        assertThat(all)
                .as(question)
                .allSatisfy(executed -> assertThat(executed.scanned()).doesNotContainAnyElementsOf(LARGE));
        assertThat(most.pages()).as("pages of %s: %s", question, most).isLessThanOrEqualTo(pages);
    }

    /** A line a question: what its most expensive statement has cost. */
    String told() {
        return String.join("\n", told);
    }
}
