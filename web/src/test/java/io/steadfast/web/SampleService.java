package io.steadfast.web;

import io.steadfast.web.access.AccessRules;
import io.steadfast.web.access.Role;
import io.steadfast.web.body.JsonFields;
import io.steadfast.web.body.ShortText;
import io.steadfast.web.correlation.CorrelationId;
import jakarta.validation.constraints.Max;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** A service that has nothing of its own but a few ways to go wrong. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SampleService {

    @Bean
    MovableClock clock() {
        return new MovableClock();
    }

    @Bean
    AccessRules accessRules() {
        return rules -> rules.requestMatchers(HttpMethod.PUT, "/things/*")
                .hasRole(Role.OPERATOR)
                .requestMatchers("/things/**", "/broken/**")
                .permitAll();
    }

    record Line(String productId, long quantity) {}

    record Thing(String name, List<Line> lines) {}

    record Typed(String name, int count) {}

    @RestController
    static class Things {

        @GetMapping("/things")
        Map<String, String> correlation(@RequestAttribute(CorrelationId.ATTRIBUTE) String id) {
            return Map.of("attribute", id, "mdc", String.valueOf(MDC.get(CorrelationId.MDC_KEY)));
        }

        @GetMapping("/things/{id}")
        String get(@PathVariable @ShortText(max = 5) String id, @RequestParam(defaultValue = "1") @Max(10) int limit) {
            return id + limit;
        }

        @PutMapping("/things/{id}")
        String put(@PathVariable String id) {
            return id;
        }

        @PostMapping("/things")
        Thing post(@RequestBody JsonNode body) {
            return JsonFields.read(
                    body,
                    thing -> new Thing(
                            thing.text("name", 100),
                            thing.list(
                                    "lines",
                                    1,
                                    3,
                                    line -> new Line(
                                            line.text("productId", 100), line.wholeNumber("quantity", 1, 1_000_000)))));
        }

        @PostMapping("/things/typed")
        Typed typed(@RequestBody Typed body) {
            return body;
        }

        @GetMapping("/broken/bug")
        String bug() {
            throw new IllegalStateException("secret");
        }

        @GetMapping("/broken/connection")
        String connection() {
            throw new DataAccessResourceFailureException("secret");
        }

        @GetMapping("/broken/commit")
        String commit() {
            throw new TransactionSystemException("secret", new SQLException("secret", "57P01"));
        }

        @GetMapping("/broken/later")
        String later() {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Something newer is needed");
        }

        @GetMapping("/broken/statement")
        String statement() {
            throw new TransactionSystemException("secret", new SQLException("secret", "42601"));
        }
    }
}
