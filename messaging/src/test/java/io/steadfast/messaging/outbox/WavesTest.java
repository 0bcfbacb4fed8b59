package io.steadfast.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WavesTest {

    @Test
    void nthWaveHoldsTheNthMessageOfEachAggregate() {
        List<OutboxRow> batch = List.of(row(1, "a"), row(2, "b"), row(3, "a"), row(4, "c"), row(5, "a"), row(6, "b"));

        assertThat(Waves.of(batch))
                .extracting(wave -> wave.stream().map(OutboxRow::id).toList())
                .containsExactly(List.of(1L, 2L, 4L), List.of(3L, 6L), List.of(5L));
    }

    @Test
    void differentAggregatesTravelInOneWave() {
        assertThat(Waves.of(List.of(row(1, "a"), row(2, "b"), row(3, "c")))).hasSize(1);
    }

    private static OutboxRow row(long id, String aggregate) {
        return new OutboxRow(id, aggregate, new UUID(0, id), "T", "e", "k", null, "{}", new byte[0], Instant.EPOCH, 0);
    }
}
