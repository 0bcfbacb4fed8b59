package io.steadfast.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.steadfast.web.problem.InvalidRequestException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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
    void whatMayBeAbsentMayBeNull() {
        assertThat(read("{\"filter\": {\"colour\": \"blue\"}, \"limit\": 7}"))
                .isEqualTo(new Request(new Filter("blue"), 7L));
        assertThat(read("{\"filter\": {\"colour\": null}, \"limit\": null}"))
                .isEqualTo(new Request(new Filter(null), null));
        assertThat(read("{\"filter\": {}}")).isEqualTo(new Request(new Filter(null), null));
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
