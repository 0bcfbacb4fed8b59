package io.steadfast.web.body;

import io.steadfast.web.problem.InvalidRequestException;
import io.steadfast.web.problem.WrongField;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of a JSON object strictly (a quantity is a whole JSON number, not {@code "2"} and not {@code 2.5})
 * and collects what is wrong instead of stopping at the first mistake, as data binding would. Unknown fields are
 * ignored unless {@link #allowOnly} says otherwise.
 *
 * <pre>{@code
 * PlaceOrder read(JsonNode body) {
 *     return JsonFields.read(body, order -> new PlaceOrder(
 *             order.text("customerId", 100),
 *             order.list("items", 1, 100, item -> new Line(
 *                     item.text("productId", 100), item.wholeNumber("quantity", 1, 1_000_000)))));
 * }
 * }</pre>
 *
 * What a field yields when it is wrong is a placeholder of the right type; the result built from it is never returned.
 */
public final class JsonFields {

    private final JsonNode object;
    private final String path;
    private final List<WrongField> wrong;
    private boolean nullIsAbsent = true;

    private JsonFields(JsonNode object, String path, List<WrongField> wrong) {
        this.object = object;
        this.path = path;
        this.wrong = wrong;
    }

    /**
     * Builds a value from a body.
     *
     * @throws InvalidRequestException naming every wrong field
     */
    public static <T> T read(JsonNode body, Function<JsonFields, T> reader) {
        if (!body.isObject()) {
            throw new InvalidRequestException(List.of(new WrongField("", "must be a JSON object")));
        }
        List<WrongField> wrong = new ArrayList<>();
        T value = reader.apply(new JsonFields(body, "", wrong));
        if (!wrong.isEmpty()) {
            throw new InvalidRequestException(wrong);
        }
        return value;
    }

    /** A text of 1 to {@code max} characters that is not blank and has no control characters. */
    public String text(String field, int max) {
        JsonNode value = object.path(field);
        if (isAbsent(value)) {
            return wrong(field, "must be given", "");
        }
        return checkedText(field, max, value);
    }

    /** As {@link #text}, or null where the field is absent or null. */
    public @Nullable String optionalText(String field, int max) {
        JsonNode value = object.path(field);
        return isAbsent(value) ? null : checkedText(field, max, value);
    }

    private String checkedText(String field, int max, JsonNode value) {
        if (!value.isString()) {
            return wrong(field, "must be a text", "");
        }
        return Text.complaint(value.stringValue(), max)
                .map(complaint -> wrong(field, complaint, ""))
                .orElseGet(value::stringValue);
    }

    /** A whole JSON number in the range, both ends included. */
    public long wholeNumber(String field, long min, long max) {
        JsonNode value = object.path(field);
        if (isAbsent(value)) {
            return wrong(field, "must be given", min);
        }
        if (!value.isIntegralNumber()) {
            return wrong(field, "must be a whole number", min);
        }
        BigInteger number = value.bigIntegerValue();
        if (number.compareTo(BigInteger.valueOf(min)) < 0) {
            return wrong(field, "must be at least " + min, min);
        }
        if (number.compareTo(BigInteger.valueOf(max)) > 0) {
            return wrong(field, "must be at most " + max, min);
        }
        return number.longValue();
    }

    /** As {@link #wholeNumber}, or null where the field is absent or null. */
    public @Nullable Long optionalWholeNumber(String field, long min, long max) {
        return isAbsent(object.path(field)) ? null : wholeNumber(field, min, max);
    }

    /** A JSON boolean, or {@code otherwise} where the field is absent or null. */
    public boolean flag(String field, boolean otherwise) {
        JsonNode value = object.path(field);
        if (isAbsent(value)) {
            return otherwise;
        }
        return value.isBoolean() ? value.booleanValue() : wrong(field, "must be true or false", otherwise);
    }

    /** A list of {@code min} to {@code max} objects. */
    public <T> List<T> list(String field, int min, int max, Function<JsonFields, T> reader) {
        JsonNode value = object.path(field);
        if (isAbsent(value)) {
            return wrong(field, "must be given", List.of());
        }
        if (!value.isArray()) {
            return wrong(field, "must be a list", List.of());
        }
        if (value.size() < min || value.size() > max) {
            return wrong(field, "must have %d to %d entries".formatted(min, max), List.of());
        }
        List<T> entries = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            readEntry(field + "[" + i + "]", value.path(i), reader, entries);
        }
        return entries;
    }

    private <T> void readEntry(String field, JsonNode entry, Function<JsonFields, T> reader, List<T> entries) {
        if (entry.isObject()) {
            entries.add(reader.apply(new JsonFields(entry, path + field + ".", wrong)));
        } else {
            wrong(field, "must be an object", "");
        }
    }

    /** The fields of an object that may be absent, or null where it is. */
    public <T> @Nullable T optionalObject(String field, Function<JsonFields, T> reader) {
        JsonNode value = object.path(field);
        if (isAbsent(value)) {
            return null;
        }
        List<T> read = new ArrayList<>(1);
        readEntry(field, value, reader, read);
        return read.isEmpty() ? null : read.get(0);
    }

    /** The fields of an object that must be given. */
    public <T> T object(String field, Function<JsonFields, T> reader) {
        JsonNode value = object.path(field);
        if (value.isObject()) {
            return reader.apply(new JsonFields(value, path + field + ".", wrong));
        }
        complain(field, isAbsent(value) ? "must be given" : "must be an object");
        return reader.apply(new JsonFields(value, "", new ArrayList<>()));
    }

    /**
     * Complains of all other fields, and from then on no more takes null for absent: for requests that would do harm if a
     * field were overlooked that is misspelt, or that a program has forgotten to fill in.
     */
    public void allowOnly(String... known) {
        nullIsAbsent = false;
        object.propertyNames().stream()
                .filter(name -> !List.of(known).contains(name))
                .forEach(name -> complain(name, "is unknown; known are " + String.join(", ", known)));
    }

    /** Records a mistake that only the caller can see, such as a sum that is too large. */
    public void complain(String field, String message) {
        wrong.add(new WrongField(path + field, message));
    }

    private <T> T wrong(String field, String message, T placeholder) {
        complain(field, message);
        return placeholder;
    }

    private boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || nullIsAbsent && value.isNull();
    }
}
