package io.steadfast.order.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the API's description says of placing an order. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Operation(
        summary = "Place an order",
        description = "The order is pending at first; the saga confirms or cancels it.",
        requestBody =
                @RequestBody(
                        required = true,
                        content =
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = PlaceOrderBody.class))),
        parameters = {
            @Parameter(
                    in = ParameterIn.HEADER,
                    name = IdempotencyKeyHeader.NAME,
                    schema = @Schema(type = "string"),
                    description = "Repeating a request with the same key places one order; kept for 24 hours"),
            @Parameter(
                    in = ParameterIn.HEADER,
                    name = PreferWait.HEADER,
                    schema = @Schema(type = "string", example = "wait=10"),
                    description = "wait=N: answer when the order has ended, after N seconds at the latest (30 at most)")
        })
@ApiResponse(
        responseCode = "201",
        description = "Placed",
        headers = @Header(name = "Location", schema = @Schema(type = "string")),
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = OrderBody.class)))
@ApiResponse(responseCode = "400", description = "Not valid; errors names every wrong field", content = @Content)
@ApiResponse(responseCode = "409", description = "The first request with this key is still open", content = @Content)
@ApiResponse(responseCode = "413", description = "The body is over 64 KiB", content = @Content)
@ApiResponse(responseCode = "422", description = "The key has come with another order before", content = @Content)
@ApiResponse(responseCode = "503", description = "Not possible now; see Retry-After", content = @Content)
@interface PlaceOrderDescription {}
