package io.steadfast.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.steadfast.messaging.TestMessages;
import io.steadfast.messaging.TestMessages.Ping;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.Received;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReaderTest {

    private static final UUID ID = UUID.fromString("0198c2a0-5b7e-7000-8000-000000000001");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final EnvelopeReader reader =
            new EnvelopeReader(TestMessages.wire(), Set.of(Ping.class), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void wholeEnvelopeIsRead() {
        Received<?> received = read("""
                {"id": "%s", "type": "Ping", "version": "1.0", "timestamp": "2026-11-23T07:59:59.5Z",
                 "data": {"aggregate": "a", "number": 7, "note": "n"},
                 "metadata": {"correlationId": "c", "causationId": "m", "sagaId": "s", "traceparent": "t"}}""");

        assertThat(received)
                .isEqualTo(new Received<>(
                        ID,
                        new Ping("a", 7, "n"),
                        Instant.parse("2026-11-23T07:59:59.5Z"),
                        new Metadata("c", "m", "s", "t")));
    }

    @Test
    void whatIsNotNeededMayBeAbsent() {
        Received<?> received = read("""
                {"id": "%s", "type": "Ping", "data": {"aggregate": "a", "number": 7}}""");

        assertThat(received).isEqualTo(new Received<>(ID, new Ping("a", 7, null), NOW, Metadata.EMPTY));
    }

    @Test
    void textThatCannotBeStoredIsMended() {
        Received<?> received = read("""
                {"id": "%s", "type": "Ping", "data": {"aggregate": "a\\u0000b", "number": 7, "note": "half: \\ud83d."},
                 "metadata": {"correlationId": "c\\u0000", "traceparent": "whole: \\ud83d\\udce6"}}""");

        assertThat(received.data()).isEqualTo(new Ping("a\uFFFDb", 7, "half: \uFFFD."));
        assertThat(received.metadata()).isEqualTo(new Metadata("c\uFFFD", null, null, "whole: \uD83D\uDCE6"));
    }

    @Test
    void unknownFieldsAreIgnored() {
        Received<?> received = read("""
                {"id": "%s", "type": "Ping", "priority": 9, "metadata": {"tenant": "t", "sagaId": "s"},
                 "data": {"aggregate": "a", "number": 7, "colour": {"red": 1}}}""");

        assertThat(received.data()).isEqualTo(new Ping("a", 7, null));
        assertThat(received.metadata()).isEqualTo(new Metadata(null, null, "s", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1.7", "1.0.3"})
    void minorVersionsAreRead(String version) {
        assertThat(read(ping("\"version\": \"" + version + "\"")).data()).isEqualTo(new Ping("a", 7, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2.0", "10.0", "0.9", "", "one"})
    void anotherMajorVersionIsNotGuessed(String version) {
        assertUnprocessable(ping("\"version\": \"" + version + "\""), "major version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "not json", "[]", "7", "\"text\"", "null", "{} {}", "{\"id\": 'single'}"})
    void whatIsNoJsonObjectIsUnprocessable(String body) {
        assertUnprocessable(body, "");
    }

    @Test
    void bytesThatAreNoTextAreUnprocessable() {
        assertThatExceptionOfType(UnprocessableMessageException.class)
                .isThrownBy(() -> reader.read(new byte[] {(byte) 0xff, 0, 1}));
    }

    @Test
    void deepNestingIsUnprocessableAndEndsNoThread() {
        assertUnprocessable(ping("\"deep\": " + "[".repeat(100_000) + "]".repeat(100_000)), "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"type": "Ping", "data": {"aggregate": "a", "number": 7}}                                     | id
                    {"id": "7", "type": "Ping", "data": {"aggregate": "a", "number": 7}}                          | UUID
                    {"id": "%s", "data": {"aggregate": "a", "number": 7}}                                         | type
                    {"id": "%s", "type": "Nobody", "data": {}}                                                    | Nobody
                    {"id": "%s", "type": "Unheard", "data": {"aggregate": "a"}}                                   | Unheard
                    {"id": "%s", "type": "Ping"}                                                                  | data
                    {"id": "%s", "type": "Ping", "data": null}                                                    | data
                    {"id": "%s", "type": "Ping", "data": []}                                                      | shape
                    {"id": "%s", "type": "Ping", "data": {"number": 7}}                                           | data.aggregate
                    {"id": "%s", "type": "Ping", "data": {"aggregate": null, "number": 7}}                        | data.aggregate
                    {"id": "%s", "type": "Ping", "data": {"aggregate": "a"}}                                      | number
                    {"id": "%s", "type": "Ping", "data": {"aggregate": "a", "number": null}}                      | data.number
                    {"id": "%s", "type": "Ping", "data": {"aggregate": "a", "number": "7"}}                       | shape
                    {"id": "%s", "type": "Ping", "data": {"aggregate": "a", "number": 7.5}}                       | shape
                    {"id": "%s", "type": "Ping", "data": {"aggregate": {}, "number": 7}}                          | shape
                    {"id": "%s", "type": "Ping", "data": {"aggregate": 7, "number": 7}}                           | shape
                    {"id": "%s", "type": "Ping", "data": {"aggregate": 7.5, "number": 7}}                         | shape
                    {"id": "%s", "type": "Ping", "data": {"aggregate": true, "number": 7}}                        | shape
                    {"id": "%s", "type": "Ping", "data": {"aggregate": "a", "number": 7, "note": 1}}              | data.note
                    {"id": "%s", "type": "Ping", "data": {"aggregate": "a", "number": 7}, "metadata": {"sagaId": 7}} | envelope
                    {"id": "%s", "type": "Ping", "data": {"aggregate": "a", "number": 7}, "timestamp": "today"}   | envelope
                    {"id": "%s", "type": "Ping", "data": {"aggregate": "a", "number": 7}, "metadata": "none"}     | envelope
                    """)
    void wrongShapesAreUnprocessableAndSayWhatIsWrong(String body, String said) {
        assertUnprocessable(body, said);
    }

    private void assertUnprocessable(String body, String said) {
        assertThatExceptionOfType(UnprocessableMessageException.class)
                .isThrownBy(() -> read(body))
                .withMessageContaining(said);
    }

    private Received<?> read(String body) {
        return reader.read(body.replace("%s", ID.toString()).getBytes(UTF_8));
    }

    private static String ping(String field) {
        return "{\"id\": \"%s\", \"type\": \"Ping\", \"data\": {\"aggregate\": \"a\", \"number\": 7}, " + field + "}";
    }
}
