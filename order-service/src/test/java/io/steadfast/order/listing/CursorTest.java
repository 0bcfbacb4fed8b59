package io.steadfast.order.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void cursorSurvivesItsText() {
        var cursor = new Cursor(Instant.parse("2026-11-23T08:00:00.123456Z"), UUID.randomUUID());
        assertThat(Cursor.decoded(cursor.encoded())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "nonsense!", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void anyOtherTextIsNoCursor(String text) {
        assertThat(Cursor.decoded(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59Z", "-6000-01-01T00:00:00Z", "+20000-01-01T00:00:00Z"})
    void timeThatTheDatabaseMayNotKnowIsNoCursor(Instant time) {
        assertThat(Cursor.decoded(new Cursor(time, UUID.randomUUID()).encoded()))
                .isEmpty();
    }
}
