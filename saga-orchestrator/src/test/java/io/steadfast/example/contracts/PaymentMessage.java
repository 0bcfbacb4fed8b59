package io.steadfast.example.contracts;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of payment-service. */
public interface PaymentMessage extends Message {

    record ChargeCard(String orderId, String customerId, List<Item> items) implements Command {}

    record RefundCard(String orderId, @Nullable String reason) implements Command {}

    record CardCharged(String orderId, long amount) implements Event {}

    record CardDeclined(String orderId, String reason) implements Event {}

    record CardRefunded(String orderId) implements Event {}
}
