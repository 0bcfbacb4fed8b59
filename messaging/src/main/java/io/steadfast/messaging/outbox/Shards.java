package io.steadfast.messaging.outbox;

/**
 * Which shard an aggregate's messages go through.
 *
 * <p>The number of shards is the number of rows in {@code outbox_shard}. It may only be changed while the outbox is
 * empty: otherwise two shards could hold messages of one aggregate and lose their order.
 */
record Shards(int count) {

    Shards {
        if (count < 1) {
            throw new IllegalStateException("outbox_shard has no rows: were the migrations in db/shared applied?");
        }
    }

    int of(String aggregateId) {
        int hash = aggregateId.hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), count);
    }
}
