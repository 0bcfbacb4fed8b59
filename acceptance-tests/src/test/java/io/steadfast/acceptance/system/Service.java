package io.steadfast.acceptance.system;

/** The three services, each with its schema. */
public enum Service {
    ORDER_SERVICE("order-service", "orders"),
    INVENTORY_SERVICE("inventory-service", "inventory"),
    SAGA_ORCHESTRATOR("saga-orchestrator", "sagas");

    private final String title;
    private final String schema;

    Service(String title, String schema) {
        this.title = title;
        this.schema = schema;
    }

    public String title() {
        return title;
    }

    public String schema() {
        return schema;
    }

    @Override
    public String toString() {
        return title;
    }
}
