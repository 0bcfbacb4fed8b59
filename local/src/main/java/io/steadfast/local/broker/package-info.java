/** A durable AMQP 0-9-1 broker: a private RabbitMQ node where RabbitMQ is installed, else Apache Qpid Broker-J. */
@NullMarked
package io.steadfast.local.broker;

import org.jspecify.annotations.NullMarked;
