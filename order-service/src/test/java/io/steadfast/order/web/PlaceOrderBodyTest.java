package io.steadfast.order.web;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.steadfast.contracts.Item;
import io.steadfast.order.placement.NewOrder;
import io.steadfast.web.problem.InvalidRequestException;
import io.steadfast.web.problem.WrongField;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PlaceOrderBodyTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void orderIsReadAndUnknownFieldsAreIgnored() {
        assertThat(read("""
                        {"customerId":"c-42","coupon":{},"items":[{"productId":"item1","quantity":2,"gift":true}]}""")).isEqualTo(new NewOrder("c-42", List.of(new Item("item1", 2))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2\"",
                "2.5",
                "2.0",
                "1e0",
                "1e400",
                "true",
                "null",
                "[1]",
                "{}",
                "0",
                "-1",
                "1000001",
                "99999999999999999999999999"
            })
    void quantityIsAWholeNumberInItsRange(String quantity) {
        assertThat(wrongFields(order("c", line("item1", quantity)))).containsExactly("items[0].quantity");
    }

    @Test
    void missingQuantityIsNamed() {
        assertThat(wrongFields("""
                        {"customerId":"c","items":[{"productId":"a"}]}""")).containsExactly("items[0].quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\\t", "\\u0000", "a\\u0000b", "a\\nb", "\\ud800", "\\u007f"})
    void idsArePrintable(String id) {
        assertThat(wrongFields(order(id, line(id, "1")))).containsExactly("customerId", "items[0].productId");
    }

    @Test
    void idsHaveAtMostAHundredCharactersWhateverTheirWidth() {
        String hundred = "😀".repeat(100);
        assertThat(read(order(hundred, line(hundred, "1"))).customerId()).isEqualTo(hundred);
        String more = "x".repeat(101);
        assertThat(wrongFields(order(more, line(more, "1")))).containsExactly("customerId", "items[0].productId");
    }

    @Test
    void everyWrongFieldIsNamed() {
        assertThat(wrongFields("""
                        {"customerId":7,"items":[{"productId":"a","quantity":1},{"productId":null,"quantity":0},"x"]}"""))
                .containsExactly("customerId", "items[1].productId", "items[1].quantity", "items[2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "{}", "\"x\"", "7"})
    void itemsAreANonEmptyList(String items) {
        assertThat(wrongFields("{\"customerId\":\"c\",\"items\":" + items + "}"))
                .containsExactly("items");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "7", "\"x\""})
    void bodyIsAnObject(String body) {
        assertThat(wrongFields(body)).containsExactly("");
    }

    @Test
    void thereAreAtMostAHundredLinesAsSent() {
        assertThat(read(lines(100)).items()).hasSize(100);
        assertThat(wrongFields(lines(101))).containsExactly("items");
    }

    @Test
    void sumOfAProductIsLimitedLikeALine() {
        assertThat(read(order("c", line("a", "999999") + "," + line("a", "1"))).items())
                .hasSize(2);
        assertThat(wrongFields(order("c", line("a", "999999") + "," + line("b", "5") + "," + line("a", "2"))))
                .containsExactly("items[2].quantity");
    }

    private static String order(String customerId, String lines) {
        return "{\"customerId\":\"" + customerId + "\",\"items\":[" + lines + "]}";
    }

    private static String line(String productId, String quantity) {
        return "{\"productId\":\"" + productId + "\",\"quantity\":" + quantity + "}";
    }

    private static String lines(int count) {
        return order(
                "c", IntStream.range(0, count).mapToObj(i -> line("same", "1")).collect(joining(",")));
    }

    private static NewOrder read(String body) {
        return PlaceOrderBody.read(JSON.readTree(body));
    }

    private static List<String> wrongFields(String body) {
        return catchThrowableOfType(InvalidRequestException.class, () -> read(body)).errors().stream()
                .map(WrongField::field)
                .toList();
    }
}
