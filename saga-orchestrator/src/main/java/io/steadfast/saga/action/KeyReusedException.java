package io.steadfast.saga.action;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The key has been used for another request; answered with 422. */
public final class KeyReusedException extends ResponseStatusException {

    KeyReusedException() {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "The Idempotency-Key has been used for another request");
    }
}
