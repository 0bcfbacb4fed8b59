package io.steadfast.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** The one shape that every problem has. */
final class Problems {

    private static final String RETRY_AFTER_SECONDS = "5";

    private Problems() {}

    static ProblemDetail of(HttpStatusCode status, @Nullable String detail) {
        return complete(ProblemDetail.forStatusAndDetail(status, detail));
    }

    static ProblemDetail invalid(List<WrongField> errors) {
        ProblemDetail problem = of(HttpStatus.BAD_REQUEST, "The request is not valid; errors names every wrong field");
        problem.setProperty("errors", errors);
        return problem;
    }

    /** Fills in what the RFC would allow to leave out, so that every problem has all five members. */
    static ProblemDetail complete(ProblemDetail problem) {
        HttpStatus status = HttpStatus.resolve(problem.getStatus());
        problem.setType(problem.getType() == null ? URI.create("about:blank") : problem.getType());
        if (problem.getDetail() == null) {
            problem.setDetail(detailOf(status));
        }
        return problem;
    }

    /** With the time after which to try again, if that is worth it and nobody has said one. */
    static HttpHeaders headers(HttpStatusCode status, HttpHeaders given) {
        var headers = new HttpHeaders(given);
        if (status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE) && !given.containsHeader(HttpHeaders.RETRY_AFTER)) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return headers;
    }

    static ProblemDetail at(HttpServletRequest request, ProblemDetail problem) {
        Object forwardedFrom = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = forwardedFrom == null ? request.getRequestURI() : forwardedFrom.toString();
        try {
            problem.setInstance(URI.create(path));
        } catch (IllegalArgumentException notAUri) {
            problem.setInstance(null);
        }
        return problem;
    }

    private static String detailOf(@Nullable HttpStatus status) {
        if (status == null) {
            return "The request could not be served";
        }
        return switch (status) {
            case BAD_REQUEST -> "The request is malformed";
            case UNAUTHORIZED -> "A login is needed";
            case FORBIDDEN -> "This login may not do that";
            case NOT_FOUND -> "There is nothing here";
            case SERVICE_UNAVAILABLE -> "The service cannot answer at the moment; try again";
            case INTERNAL_SERVER_ERROR -> "The request failed; the log has the cause under the correlation id";
            default -> status.getReasonPhrase();
        };
    }
}
