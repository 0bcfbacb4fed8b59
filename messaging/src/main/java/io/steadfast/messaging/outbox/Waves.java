package io.steadfast.messaging.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits a batch so that pipelining keeps the order within each aggregate: wave n holds the n-th message of each
 * aggregate and is published when the wave before is confirmed. Almost always there is one wave.
 */
final class Waves {

    private Waves() {}

    static List<List<OutboxRow>> of(List<OutboxRow> batch) {
        List<List<OutboxRow>> waves = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (OutboxRow row : batch) {
            int wave = seen.merge(row.aggregateId(), 1, Integer::sum) - 1;
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(row);
        }
        return waves;
    }
}
