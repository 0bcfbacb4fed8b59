package io.steadfast.order.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steadfast.web.problem.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class HeadersTest {

    @Test
    void headersAreOptional() {
        assertThat(IdempotencyKeyHeader.of(new HttpHeaders())).isNull();
        assertThat(TraceParentHeader.of(new HttpHeaders())).isNull();
    }

    @Test
    void idempotencyKeyIsAnyPrintableAscii() {
        assertThat(IdempotencyKeyHeader.of(headers(IdempotencyKeyHeader.NAME, "order 7 ~!\"")))
                .isEqualTo("order 7 ~!\"");
        assertThat(IdempotencyKeyHeader.of(headers(IdempotencyKeyHeader.NAME, "k".repeat(255))))
                .hasSize(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\tb", "a\u0000b", "schlüssel"})
    void otherIdempotencyKeysAreRefused(String key) {
        assertThatThrownBy(() -> IdempotencyKeyHeader.of(headers(IdempotencyKeyHeader.NAME, key)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Idempotency-Key");
    }

    @Test
    void overlongIdempotencyKeyIsRefused() {
        assertThatThrownBy(() -> IdempotencyKeyHeader.of(headers(IdempotencyKeyHeader.NAME, "k".repeat(256))))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void validTraceParentIsTakenOver() {
        String valid = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assertThat(TraceParentHeader.of(headers("traceparent", valid))).isEqualTo(valid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"
            })
    void invalidTraceParentIsIgnored(String value) {
        assertThat(TraceParentHeader.of(headers("traceparent", value))).isNull();
    }

    private static HttpHeaders headers(String name, String value) {
        var headers = new HttpHeaders();
        headers.add(name, value);
        return headers;
    }
}
