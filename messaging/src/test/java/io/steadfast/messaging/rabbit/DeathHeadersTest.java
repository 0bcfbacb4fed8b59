package io.steadfast.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeathHeadersTest {

    @Test
    void whatTellsOfADeathIsToldFromWhatTheMessageCameWith() {
        Map<String, Integer> headers = new HashMap<>();
        Stream.of(
                        DeathHeaders.ID,
                        DeathHeaders.REASON,
                        "steadfast-death-of-a-later-version",
                        "x-death",
                        "x-first-death-queue",
                        "x-last-death-reason",
                        "x-delivery-count",
                        "x-acquired-count",
                        "CC",
                        "BCC")
                .forEach(name -> headers.put(name, 1));
        Map<String, Integer> own = Map.of("traceparent", 1, "x-tenant", 2, "x-deaths", 3);
        headers.putAll(own);

        assertThat(DeathHeaders.without(headers)).isEqualTo(own);
    }
}
