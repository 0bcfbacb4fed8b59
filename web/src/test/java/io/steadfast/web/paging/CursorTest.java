package io.steadfast.web.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.steadfast.web.problem.InvalidRequestException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void placeSurvivesTheWayThroughAUrl() {
        var cursor = new Cursor(Instant.parse("2026-11-23T08:00:00.123456Z"), UUID.randomUUID());
        assertThat(cursor.encoded()).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.decoded(cursor.encoded())).isEqualTo(cursor);
    }

    @Test
    void firstPageHasNone() {
        assertThat(Cursor.decoded(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "AAAA",
                "not base64!",
                "%00",
                "_____________________________________w",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void anyOtherTextIsRefused(String text) {
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> Cursor.decoded(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59Z", "-6000-01-01T00:00:00Z", "+20000-01-01T00:00:00Z"})
    void timeThatTheDatabaseMayNotKnowIsRefused(Instant time) {
        String text = new Cursor(time, UUID.randomUUID()).encoded();
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> Cursor.decoded(text));
    }
}
