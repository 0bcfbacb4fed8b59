package io.steadfast.messaging.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;

/** A message ready for the broker; the message id in its properties tells returned messages apart. */
public record OutboundMessage(String exchange, String routingKey, BasicProperties properties, byte[] body) {}
