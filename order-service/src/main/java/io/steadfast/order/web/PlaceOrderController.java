package io.steadfast.order.web;

import io.steadfast.order.OrderView;
import io.steadfast.order.Origin;
import io.steadfast.order.placement.NewOrder;
import io.steadfast.order.placement.PlaceOrder;
import io.steadfast.order.placement.Placement;
import io.steadfast.order.placement.Placement.KeyInUse;
import io.steadfast.order.placement.Placement.KeyReused;
import io.steadfast.order.placement.Placement.Placed;
import io.steadfast.web.correlation.CorrelationId;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** Takes orders. A request is asynchronous only if its caller may have to wait. */
@RestController
class PlaceOrderController {

    private final PlaceOrder placeOrder;
    private final WaitingRequests waiting;

    PlaceOrderController(PlaceOrder placeOrder, WaitingRequests waiting) {
        this.placeOrder = placeOrder;
        this.waiting = waiting;
    }

    @PlaceOrderDescription
    @PostMapping("/orders")
    ResponseEntity<OrderBody> place(
            @RequestBody JsonNode body,
            @RequestHeader HttpHeaders headers,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        return created(placed(body, headers, correlationId), Optional.empty());
    }

    @PlaceOrderDescription
    @PostMapping(path = "/orders", headers = PreferWait.HEADER)
    CompletableFuture<ResponseEntity<OrderBody>> placeAndWait(
            @RequestBody JsonNode body,
            @RequestHeader HttpHeaders headers,
            @RequestAttribute(CorrelationId.ATTRIBUTE) String correlationId) {
        OrderView order = placed(body, headers, correlationId);
        Optional<Duration> wait = PreferWait.of(headers.getOrEmpty(PreferWait.HEADER));
        if (wait.isEmpty() || !order.isPending()) {
            return CompletableFuture.completedFuture(created(order, wait));
        }
        return waiting.await(order, wait.get())
                .map(end -> end.thenApply(ended -> created(ended, wait)))
                .orElseGet(() -> CompletableFuture.completedFuture(created(order, Optional.empty())));
    }

    private OrderView placed(JsonNode body, HttpHeaders headers, String correlationId) {
        NewOrder order = PlaceOrderBody.read(body);
        var origin = new Origin(correlationId, TraceParentHeader.of(headers));
        Placement placement = placeOrder.place(order, origin, IdempotencyKeyHeader.of(headers));
        if (placement instanceof Placed placed) {
            return placed.order();
        }
        throw refusal(placement);
    }

    private static ResponseStatusException refusal(Placement placement) {
        if (placement instanceof KeyInUse) {
            return new ResponseStatusException(
                    HttpStatus.CONFLICT, "Another request with this Idempotency-Key is still being served; try again");
        }
        if (placement instanceof KeyReused) {
            return new ResponseStatusException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "This Idempotency-Key has come with another order before");
        }
        throw new IllegalArgumentException("Not a refusal: " + placement);
    }

    private static ResponseEntity<OrderBody> created(OrderView order, Optional<Duration> waited) {
        var answer = ResponseEntity.created(URI.create("/orders/" + order.id()));
        waited.ifPresent(wait -> answer.header(PreferWait.APPLIED, "wait=" + wait.toSeconds()));
        return answer.body(OrderBody.of(order));
    }
}
