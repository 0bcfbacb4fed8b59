package io.steadfast.web;

import static io.steadfast.web.ProblemTest.errors;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest extends WebTest {

    @Test
    void everyWrongFieldIsNamedAtOnce() throws Exception {
        assertThat(errors(post("/things", """
                {"name": 7, "lines": [{"productId": " ", "quantity": "2"}, 5, {"quantity": 1.5}]}""")))
                .containsExactlyInAnyOrder(
                        "name must be a text",
                        "lines[0].productId must not be blank",
                        "lines[0].quantity must be a whole number",
                        "lines[1] must be an object",
                        "lines[2].productId must be given",
                        "lines[2].quantity must be a whole number");
    }

    @ParameterizedTest
    @CsvSource({
        "0, must be at least 1",
        "-9223372036854775809, must be at least 1",
        "1000001, must be at most 1000000",
        "99999999999999999999999999, must be at most 1000000",
        "2.0, must be a whole number",
        "1e3, must be a whole number",
        "1e999999999, must be a whole number",
        "true, must be a whole number",
        "null, must be given",
        "[1], must be a whole number"
    })
    void aQuantityIsAWholeNumberInItsRange(String quantity, String complaint) throws Exception {
        assertThat(errors(post("/things", thing("\"p\"", quantity)))).containsExactly("lines[0].quantity " + complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "\"\", must not be blank",
        "\"a\\u0000b\", must not have control characters",
        "\"a\\ud800b\", must not have control characters",
        "{}, must be a text"
    })
    void anIdIsPrintableText(String id, String complaint) throws Exception {
        assertThat(errors(post("/things", thing(id, "1")))).containsExactly("lines[0].productId " + complaint);
    }

    @Test
    void anIdHasAtMostAHundredCharacters() throws Exception {
        assertThat(post("/things", thing('"' + "ü".repeat(100) + '"', "1")).statusCode())
                .isEqualTo(200);
        assertThat(errors(post("/things", thing('"' + "a".repeat(101) + '"', "1"))))
                .containsExactly("lines[0].productId must have at most 100 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "5", "null"})
    void aBodyIsAnObject(String body) throws Exception {
        HttpResponse<String> answer = post("/things", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"name\": }", "nonsense", "{} {}", "{\"name\": \"a\tb\"}"})
    void malformedJsonIs400AndQuotesNoClass(String body) throws Exception {
        HttpResponse<String> answer = post("/things", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("tools.jackson", "io.steadfast", "Exception");
    }

    @Test
    void malformedJsonIsLocated() throws Exception {
        assertThat(json(post("/things", "{\"name\":\n  oops}")).path("detail").asString())
                .contains("line 2");
    }

    @Test
    void deeplyNestedJsonIs400() throws Exception {
        assertThat(post("/things", "[".repeat(10_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void aTypedBodyNamesTheWrongField() throws Exception {
        assertThat(errors(post("/things/typed", "{\"name\":\"a\",\"count\":{}}")))
                .singleElement()
                .asString()
                .startsWith("count must be a whole number");
    }

    @Test
    void unknownFieldsAreIgnored() throws Exception {
        assertThat(post("/things", "{\"name\":\"a\",\"x\":1,\"lines\":[{\"productId\":\"p\",\"quantity\":1,\"y\":[]}]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyOverTheLimitIs413() throws Exception {
        assertThat(post("/things", "{\"name\":\"" + "a".repeat(65_536) + "\"}").statusCode())
                .isEqualTo(413);
    }

    @Test
    void aChunkedBodyOverTheLimitIs413() throws Exception {
        HttpResponse<String> answer = chunked("{\"name\":\"" + "a".repeat(65_536) + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        assertThat(json(answer).path("detail").asString()).contains("65536");
    }

    @Test
    void aChunkedBodyWithinTheLimitIsRead() throws Exception {
        assertThat(chunked(thing("\"p\"", "1")).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> chunked(String json) throws Exception {
        return send(request("/things")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))));
    }

    private static String thing(String productId, String quantity) {
        return "{\"name\":\"n\",\"lines\":[{\"productId\":%s,\"quantity\":%s}]}".formatted(productId, quantity);
    }
}
