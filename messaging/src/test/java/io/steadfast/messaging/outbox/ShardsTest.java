package io.steadfast.messaging.outbox;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.steadfast.messaging.wire.TimeOrderedId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShardsTest {

    @Test
    void aggregatesSpreadEvenlyOverAllShards() {
        Shards shards = new Shards(8);
        var sizes = Stream.generate(() -> TimeOrderedId.next().toString())
                .limit(8_000)
                .collect(groupingBy(shards::of, counting()));

        assertThat(sizes.keySet()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(sizes.values()).allMatch(size -> size > 800 && size < 1_200);
    }

    @Test
    void anAggregateIsAlwaysInTheSameShardWhicheverInstanceAsks() {
        assertThat(new Shards(4).of("0198c2a0-5b7e-7000-8000-000000000001")).isEqualTo(2);
    }

    @Test
    void withoutShardsNothingStarts() {
        assertThatIllegalStateException().isThrownBy(() -> new Shards(0)).withMessageContaining("migrations");
    }
}
