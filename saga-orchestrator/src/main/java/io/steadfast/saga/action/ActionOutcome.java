package io.steadfast.saga.action;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What came of an action, as it is answered now and whenever the request is repeated with its key.
 *
 * @param status of HTTP: 200 or 202, or 409 if the target's state did not allow it
 * @param recorded the same in the words of the record
 * @param body the target's new state, or the members of the problem
 */
public record ActionOutcome(int status, String recorded, JsonNode body) {

    private static final String DETAIL = "detail";

    public static ActionOutcome accepted(JsonNode state) {
        return accepted("accepted", state);
    }

    public static ActionOutcome accepted(String recorded, JsonNode state) {
        return new ActionOutcome(HttpStatus.ACCEPTED.value(), recorded, state);
    }

    /** There is nothing left to do. */
    public static ActionOutcome unchanged(String recorded, JsonNode state) {
        return new ActionOutcome(HttpStatus.OK.value(), recorded, state);
    }

    /** @param members of the problem, besides why */
    public static ActionOutcome refused(String why, ObjectNode members) {
        return new ActionOutcome(HttpStatus.CONFLICT.value(), "refused: " + why, members.put(DETAIL, why));
    }

    /** @throws ErrorResponseException if it was refused */
    public ResponseEntity<JsonNode> answer() {
        if (status == HttpStatus.CONFLICT.value()) {
            throw conflict();
        }
        return ResponseEntity.status(status).body(body);
    }

    private ErrorResponseException conflict() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT, body.path(DETAIL).asString());
        body.properties().stream()
                .filter(member -> !member.getKey().equals(DETAIL))
                .forEach(member -> problem.setProperty(member.getKey(), member.getValue()));
        return new ErrorResponseException(HttpStatus.CONFLICT, problem, null);
    }
}
