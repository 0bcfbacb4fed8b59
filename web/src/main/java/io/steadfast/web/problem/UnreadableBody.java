package io.steadfast.web.problem;

import io.steadfast.web.body.BodyTooLargeException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says what is wrong with a body that could not be read, in words of ours: the parser's own may quote our classes. */
final class UnreadableBody {

    private UnreadableBody() {}

    static ProblemDetail describe(HttpMessageNotReadableException failure) {
        return find(failure, BodyTooLargeException.class)
                .map(tooLarge -> Problems.of(HttpStatus.CONTENT_TOO_LARGE, tooLarge.getMessage()))
                .or(() -> find(failure, JacksonException.class).map(UnreadableBody::describe))
                .orElseGet(() -> Problems.of(HttpStatus.BAD_REQUEST, "A JSON body is required"));
    }

    private static ProblemDetail describe(JacksonException failure) {
        if (failure instanceof DatabindException && !failure.getPath().isEmpty()) {
            return Problems.invalid(List.of(new WrongField(path(failure), expectation(failure))));
        }
        return Problems.of(HttpStatus.BAD_REQUEST, "The body is not the JSON expected here" + position(failure));
    }

    private static String path(JacksonException failure) {
        return failure.getPath().stream()
                .map(part ->
                        part.getPropertyName() == null ? "[" + part.getIndex() + "]" : "." + part.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String expectation(JacksonException failure) {
        Class<?> target = failure instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return "must be "
                + Optional.ofNullable(target).map(UnreadableBody::name).orElse("of another type") + position(failure);
    }

    static String name(Class<?> type) {
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(java.util.Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return switch (type.getSimpleName()) {
            case "int", "long", "Integer", "Long", "short", "Short", "BigInteger" -> "a whole number";
            case "double", "Double", "float", "Float", "BigDecimal" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "String" -> "a text";
            case "Instant", "OffsetDateTime" -> "a time such as 2026-11-23T08:00:00Z";
            case "Duration" -> "a duration such as PT5M";
            case "UUID" -> "a UUID";
            case "List", "Set", "Collection", "ArrayList" -> "a list";
            default -> "of another type";
        };
    }

    private static String position(JacksonException failure) {
        TokenStreamLocation at = failure.getLocation();
        return at == null || at.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static <T> Optional<T> find(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, t -> t != null, UnreadableBody::cause)
                .limit(20)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static @Nullable Throwable cause(Throwable failure) {
        return failure.getCause();
    }
}
