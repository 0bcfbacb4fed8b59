package io.steadfast.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateIdTest {

    @Test
    void anyPrintableTextOfUpToAHundredCharactersIsAnId() {
        String longest = "\uD83D\uDCE6".repeat(100);
        assertThat(AggregateId.require("orderId", longest)).isEqualTo(longest);
        assertThat(AggregateId.require("orderId", "order 7/ü")).isEqualTo("order 7/ü");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000b", "a\uFFFDb"})
    void whatIsNoIdIsUnprocessable(String text) {
        assertThatExceptionOfType(UnprocessableMessageException.class)
                .isThrownBy(() -> AggregateId.require("orderId", text))
                .withMessageStartingWith("orderId");
    }

    @Test
    void neitherIsWhatIsTooLong() {
        assertThatExceptionOfType(UnprocessableMessageException.class)
                .isThrownBy(() -> AggregateId.require("orderId", "a".repeat(101)));
    }
}
