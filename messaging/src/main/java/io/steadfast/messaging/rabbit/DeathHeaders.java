package io.steadfast.messaging.rabbit;

/** The AMQP headers in which a dead letter tells of its death. */
final class DeathHeaders {

    static final String PREFIX = "steadfast-death-";
    static final String ID = PREFIX + "id";
    static final String QUEUE = PREFIX + "queue";
    static final String EXCHANGE = PREFIX + "exchange";
    static final String ROUTING_KEY = PREFIX + "routing-key";
    static final String REASON = PREFIX + "reason";
    static final String ERROR = PREFIX + "error";
    static final String AT = PREFIX + "at";
    static final String DELIVERIES = PREFIX + "deliveries";

    /** Where RabbitMQ's quorum queues count earlier deliveries of a message. */
    static final String DELIVERY_COUNT = "x-delivery-count";

    private DeathHeaders() {}
}
