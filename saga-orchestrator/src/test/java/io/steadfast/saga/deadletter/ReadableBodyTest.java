package io.steadfast.saga.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ReadableBodyTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static ReadableBody read(byte[] body) {
        return ReadableBody.of(body, JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"price\":1.10,\"id\":12345678901234567890,\"share\":0.12345678901234567890}",
                "[1,null]",
                "\"text\"",
                "7"
            })
    void jsonIsJsonWithAllItsDigits(String body) {
        ReadableBody read = read(body.getBytes(UTF_8));
        assertThat(read.is()).isEqualTo("json");
        assertThat(JSON.writeValueAsString(read.content())).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{\"a\":1} and more", "{\"a\":", "grüß dich\0"})
    void whatIsNoJsonIsText(String body) {
        ReadableBody read = read(body.getBytes(UTF_8));
        assertThat(read.is()).isEqualTo("text");
        assertThat(read.content().stringValue()).isEqualTo(body);
    }

    @Test
    void whatIsNoTextIsBase64() {
        ReadableBody read = read(new byte[] {'{', (byte) 0xff, '}'});
        assertThat(read.is()).isEqualTo("base64");
        assertThat(read.content().stringValue()).isEqualTo("e/99");
    }

    @Test
    void aNestThatIsTooDeepIsText() {
        assertThat(read("[".repeat(100_000).getBytes(UTF_8)).is()).isEqualTo("text");
        assertThat(read(("[".repeat(100_000) + "]".repeat(100_000)).getBytes(UTF_8))
                        .is())
                .isEqualTo("text");
    }
}
