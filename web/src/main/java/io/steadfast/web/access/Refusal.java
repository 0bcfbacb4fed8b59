package io.steadfast.web.access;

import io.steadfast.web.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * How a request is refused: 401 without a good login, 429 after too many bad ones, 403 with the wrong one, 404 where no
 * rule says anything.
 */
class Refusal
        implements AuthenticationEntryPoint, AccessDeniedHandler, AuthorizationManager<RequestAuthorizationContext> {

    private static final String NOTHING_HERE = Refusal.class.getName();

    private final ProblemWriter problems;

    Refusal(ProblemWriter problems) {
        this.problems = problems;
    }

    /** The rule for what no other rule names. */
    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        context.getRequest().setAttribute(NOTHING_HERE, true);
        return new AuthorizationDecision(false);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof TooManyFailedLoginsException tooMany) {
            long seconds = tooMany.retryAfterSeconds();
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            problems.write(
                    request,
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many logins of this user have failed from here; try again in %d s".formatted(seconds));
        } else if (request.getAttribute(NOTHING_HERE) == null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"steadfast\", charset=\"UTF-8\"");
            problems.write(request, response, HttpStatus.UNAUTHORIZED, null);
        } else {
            problems.write(request, response, HttpStatus.NOT_FOUND, null);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        boolean nothingHere = request.getAttribute(NOTHING_HERE) != null;
        problems.write(request, response, nothingHere ? HttpStatus.NOT_FOUND : HttpStatus.FORBIDDEN, null);
    }
}
