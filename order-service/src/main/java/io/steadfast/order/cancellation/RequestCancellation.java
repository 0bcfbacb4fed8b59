package io.steadfast.order.cancellation;

import io.steadfast.messaging.outbox.Outbox;
import io.steadfast.order.Order;
import io.steadfast.order.OrderMessages;
import io.steadfast.order.OrderTable;
import io.steadfast.order.OrderView;
import io.steadfast.order.cancellation.Cancellation.AlreadyCancelled;
import io.steadfast.order.cancellation.Cancellation.Requested;
import io.steadfast.order.cancellation.Cancellation.TooLate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Notes a customer's wish to cancel and sends it to the saga, in one transaction, once for each order. */
@Service
public class RequestCancellation {

    private final OrderTable orders;
    private final Outbox outbox;

    RequestCancellation(OrderTable orders, Outbox outbox) {
        this.orders = orders;
        this.outbox = outbox;
    }

    /** What came of it; empty if there is no such order. */
    @Transactional
    public Optional<Cancellation> request(UUID orderId, @Nullable String reason) {
        return orders.lock(orderId).map(order -> request(order, reason));
    }

    private Cancellation request(Order order, @Nullable String reason) {
        return switch (order.status()) {
            case CONFIRMED -> new TooLate();
            case CANCELLED -> new AlreadyCancelled(OrderView.of(order));
            case PENDING -> {
                if (order.requestCancellation(reason)) {
                    orders.update(List.of(order));
                    OrderMessages.cancellationRequested(order).ifPresent(outbox::append);
                }
                yield new Requested(OrderView.of(order));
            }
        };
    }
}
