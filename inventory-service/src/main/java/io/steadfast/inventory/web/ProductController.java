package io.steadfast.inventory.web;

import io.steadfast.inventory.stock.FindProducts;
import io.steadfast.inventory.stock.Product;
import io.steadfast.inventory.stock.SetStock;
import io.steadfast.inventory.stock.StockCount;
import io.steadfast.inventory.stock.StockCount.BelowReserved;
import io.steadfast.inventory.stock.StockCount.Created;
import io.steadfast.web.body.ShortText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** Shows stock and takes over what was counted. */
@RestController
class ProductController {

    private final FindProducts products;
    private final SetStock setStock;

    ProductController(FindProducts products, SetStock setStock) {
        this.products = products;
        this.setStock = setStock;
    }

    @Operation(summary = "Products in the order of their ids, page by page")
    @GetMapping("/products")
    ProductListBody products(
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "must be 1 to 100")
                    @Max(value = 100, message = "must be 1 to 100")
                    int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return ProductListBody.of(products.after(Cursor.decoded(cursor), limit + 1), limit);
    }

    @Operation(summary = "One product")
    @GetMapping("/products/{id}")
    ProductBody product(@PathVariable @ShortText String id) {
        return products.byId(id)
                .map(ProductBody::of)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such product"));
    }

    @Operation(
            summary = "Set how much of a product is in the house",
            description = "Creates the product if it is new. 409: more of it is reserved.",
            security = @SecurityRequirement(name = "basic"),
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = StockBody.class))))
    @PutMapping("/products/{id}")
    ResponseEntity<ProductBody> set(@PathVariable @ShortText String id, @RequestBody JsonNode body) {
        StockCount outcome = setStock.count(id, StockBody.read(body).onHand());
        Product product = outcome.product();
        if (outcome instanceof BelowReserved) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT,
                    "%d units are reserved for orders; onHand cannot be less".formatted(product.reserved()));
        }
        return outcome instanceof Created
                ? ResponseEntity.created(
                                UriComponentsBuilder.fromPath("/products/{id}").build(id))
                        .body(ProductBody.of(product))
                : ResponseEntity.ok(ProductBody.of(product));
    }
}
