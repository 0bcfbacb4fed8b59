package io.steadfast.web.problem;

import java.util.List;

/** The request is wrong in the named places; answered with 400 and all of them. */
public final class InvalidRequestException extends RuntimeException {

    private final transient List<WrongField> errors;

    public InvalidRequestException(List<WrongField> errors) {
        super("Invalid request: " + errors);
        this.errors = List.copyOf(errors);
    }

    public InvalidRequestException(String field, String message) {
        this(List.of(new WrongField(field, message)));
    }

    public List<WrongField> errors() {
        return errors;
    }
}
