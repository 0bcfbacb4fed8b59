package io.steadfast.order.web;

import io.steadfast.contracts.OrderStatus;
import io.steadfast.order.cancellation.Cancellation;
import io.steadfast.order.cancellation.Cancellation.AlreadyCancelled;
import io.steadfast.order.cancellation.Cancellation.Requested;
import io.steadfast.order.cancellation.RequestCancellation;
import io.steadfast.order.listing.FindOrders;
import io.steadfast.order.listing.OrderFilter;
import io.steadfast.order.listing.Place;
import io.steadfast.web.body.ShortText;
import io.steadfast.web.paging.Cursor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** Shows orders and takes wishes to cancel them. */
@RestController
class OrderController {

    private final FindOrders orders;
    private final RequestCancellation cancellation;

    OrderController(FindOrders orders, RequestCancellation cancellation) {
        this.orders = orders;
        this.cancellation = cancellation;
    }

    @Operation(summary = "One order")
    @GetMapping("/orders/{id}")
    OrderBody order(@PathVariable String id) {
        return orders.byId(uuid(id)).map(OrderBody::of).orElseThrow(OrderController::notFound);
    }

    @Operation(summary = "Orders, newest first, page by page")
    @GetMapping("/orders")
    OrderListBody orders(
            @RequestParam(required = false)
                    @Pattern(
                            regexp = "pending|confirmed|cancelled",
                            message = "must be one of pending, confirmed, cancelled")
                    @Nullable
                    String status,
            @RequestParam(required = false) @ShortText @Nullable String customerId,
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "must be 1 to 100")
                    @Max(value = 100, message = "must be 1 to 100")
                    int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        OrderStatus wanted = status == null ? null : OrderStatus.valueOf(status.toUpperCase(Locale.ROOT));
        return OrderListBody.of(orders.page(new OrderFilter(wanted, customerId, place(cursor)), limit));
    }

    private static @Nullable Place place(@Nullable String cursor) {
        Cursor decoded = Cursor.decoded(cursor);
        return decoded == null ? null : new Place(decoded.at(), decoded.id());
    }

    @Operation(
            summary = "Ask for the cancellation of an order",
            description = "202: the saga decides; 200: it is cancelled already; 409: it is confirmed.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = CancelOrderBody.class))))
    @PostMapping("/orders/{id}/cancel")
    ResponseEntity<OrderBody> cancel(@PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body) {
        String reason = CancelOrderBody.read(body).reason();
        Cancellation outcome = cancellation.request(uuid(id), reason).orElseThrow(OrderController::notFound);
        if (outcome instanceof Requested requested) {
            return ResponseEntity.accepted().body(OrderBody.of(requested.order()));
        }
        if (outcome instanceof AlreadyCancelled cancelled) {
            return ResponseEntity.ok(OrderBody.of(cancelled.order()));
        }
        throw new ResponseStatusException(HttpStatus.CONFLICT, "The order is confirmed and can no longer be cancelled");
    }

    /** What is no UUID is no order of ours, rather than a mistake. */
    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notOurs) {
            throw notFound();
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such order");
    }
}
