package io.steadfast.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.steadfast.web.problem.InvalidRequestException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonFieldsTest {

    record Filter(@Nullable String colour) {}

    record Request(Filter filter, @Nullable Long limit) {}

    private static Request read(String body) {
        return JsonFields.read(new JsonMapper().readTree(body), fields -> {
            fields.allowOnly("filter", "limit");
            return new Request(
                    fields.object("filter", JsonFieldsTest::filter), fields.optionalWholeNumber("limit", 1, 9));
        });
    }

    private static Filter filter(JsonFields fields) {
        fields.allowOnly("colour");
        return new Filter(fields.optionalText("colour", 5));
    }

    private static List<String> complaints(String body) {
        var failure = assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> read(body))
                .actual();
        return failure.errors().stream()
                .map(wrong -> wrong.field() + " " + wrong.message())
                .toList();
    }

    @Test
    void whatMayBeAbsentMayBeNullUnlessOnlySomeFieldsAreAllowed() {
        assertThat(read("{\"filter\": {\"colour\": \"blue\"}, \"limit\": 7}"))
                .isEqualTo(new Request(new Filter("blue"), 7L));
        assertThat(read("{\"filter\": {}}")).isEqualTo(new Request(new Filter(null), null));
        assertThat(complaints("{\"filter\": {\"colour\": null}, \"limit\": null}"))
                .containsExactly("filter.colour must be a text", "limit must be a whole number");
        assertThat(complaints("{\"filter\": null}")).containsExactly("filter must be an object");
        JsonNode lenient = new JsonMapper().readTree("{\"limit\": null}");
        assertThat(JsonFields.<Optional<Long>>read(
                        lenient, fields -> Optional.ofNullable(fields.optionalWholeNumber("limit", 1, 9))))
                .isEmpty();
    }

    @Test
    void aMisspeltFieldIsNotOverlookedWhereOnlySomeAreAllowed() {
        assertThat(complaints("{\"filter\": {\"color\": \"blue\"}, \"limits\": 7}"))
                .containsExactly(
                        "limits is unknown; known are filter, limit", "filter.color is unknown; known are colour");
    }

    @Test
    void anObjectThatMustBeGivenIsComplainedOfOnce() {
        assertThat(complaints("{\"limit\": 0}")).containsExactly("filter must be given", "limit must be at least 1");
        assertThat(complaints("{\"filter\": []}")).containsExactly("filter must be an object");
    }
}
