package io.steadfast.saga.admin;

import tools.jackson.databind.JsonNode;

/**
 * What came of an action, as it is answered now and whenever the request is repeated with its key.
 *
 * @param status of HTTP: 202, or 409 if the saga's state did not allow it
 * @param body the saga's new state, or the members of the problem
 */
record ActionOutcome(int status, JsonNode body) {

    static final int ACCEPTED = 202;
    static final int CONFLICT = 409;
}
