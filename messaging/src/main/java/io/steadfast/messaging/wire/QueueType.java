package io.steadfast.messaging.wire;

import java.util.List;
import java.util.Map;

/**
 * One durable queue.
 *
 * @param name the queue's name
 * @param bindings for each topic exchange the routing keys that lead to this queue
 */
public record QueueType(String name, Map<String, List<String>> bindings) {}
