package io.steadfast.saga.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void aPlaceSurvivesTheWayThroughAUrl() {
        var cursor = new Cursor(Instant.parse("2026-11-23T08:00:00.123456Z"), UUID.randomUUID());
        assertThat(cursor.encoded()).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.decoded(cursor.encoded())).hasValue(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64!", "AAAA", "_____________________________________w"})
    void anyOtherTextIsNoCursor(String text) {
        assertThat(Cursor.decoded(text)).isEmpty();
    }
}
