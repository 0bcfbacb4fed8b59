package io.steadfast.saga.operation;

import java.util.Map;

/** Which targets an operation is done to. As JSON it is what the operator sees of it. */
public interface TargetFilter {

    /**
     * A query with the columns {@code target} (uuid, each once), {@code order_id} (text, may be null) and {@code since}
     * (timestamptz): an operation begins with the oldest.
     */
    String query();

    /** The query's named parameters. */
    Map<String, Object> parameters();
}
