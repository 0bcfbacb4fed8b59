package io.steadfast.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.steadfast.messaging.TestMessages;
import io.steadfast.messaging.TestMessages.Ping;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class WireTest {

    enum Colour {
        LIGHT_BLUE
    }

    record Sample(Colour colour, Instant at, @Nullable String note, int number) {}

    @Test
    void typesAreFoundByNameAndByData() {
        Wire wire = TestMessages.wire();

        assertThat(wire.typeNamed("Ping")).contains(wire.typeOf(new Ping("a", 1, null)));
        assertThat(wire.typeNamed("ping")).isEmpty();
        assertThat(wire.exchanges()).containsExactly("test");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wire.typeOf("text"))
                .withMessageContaining("String");
    }

    @Test
    void enumsAreLowerCaseTimesAreTextAndWhatIsNullIsAbsent() {
        Sample sample = new Sample(Colour.LIGHT_BLUE, Instant.parse("2026-11-23T08:00:00.123Z"), null, 1);
        String json = "{\"colour\":\"light_blue\",\"at\":\"2026-11-23T08:00:00.123Z\",\"number\":1}";

        assertThat(WireJson.mapper().readTree(WireJson.mapper().writeValueAsString(sample)))
                .isEqualTo(WireJson.mapper().readTree(json));
        assertThat(WireJson.mapper().readValue(json, Sample.class)).isEqualTo(sample);
    }

    @Test
    void numbersAreNotGuessed() {
        assertThat(Stream.of("\"1\"", "1.0", "1.5", "true", "null", "[1]", "99999999999"))
                .allSatisfy(number -> assertThatExceptionOfType(JacksonException.class)
                        .isThrownBy(() -> WireJson.mapper().readValue("{\"number\":" + number + "}", Sample.class)));
    }

    @Test
    void textsAndEnumsAreNotGuessedFromNumbers() {
        assertThat(Stream.of("\"note\":7", "\"note\":7.5", "\"note\":true", "\"colour\":0", "\"colour\":\"0\""))
                .allSatisfy(field -> assertThatExceptionOfType(JacksonException.class)
                        .isThrownBy(() -> WireJson.mapper().readValue("{\"number\":1," + field + "}", Sample.class)));
    }

    @Test
    void consequenceKeepsCorrelationSagaAndTraceAndNamesItsCause() {
        UUID id = TimeOrderedId.next();
        var received = new Received<>(id, "data", Instant.EPOCH, new Metadata("c", "earlier", "s", "t"));

        assertThat(received.consequence()).isEqualTo(new Metadata("c", id.toString(), "s", "t"));
    }

    @Test
    void idsAreOfVersionSevenInTheOrderOfTheirMilliseconds() {
        List<UUID> ids = Stream.generate(TimeOrderedId::next).limit(1_000).toList();

        assertThat(ids).allMatch(id -> id.version() == 7).doesNotHaveDuplicates();
        assertThat(ids.stream().map(id -> id.getMostSignificantBits() >>> 16)).isSorted();
    }
}
