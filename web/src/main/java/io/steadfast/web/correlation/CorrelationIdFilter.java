package io.steadfast.web.correlation;

import io.steadfast.web.problem.ProblemWriter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;

/** Runs before all that can log, and on asynchronous and error dispatches too, whose threads need the logging context again. */
class CorrelationIdFilter implements Filter {

    private final ProblemWriter problems;

    CorrelationIdFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) servletRequest;
        var response = (HttpServletResponse) servletResponse;
        Optional<String> given = known(request).or(() -> CorrelationId.of(request.getHeader(CorrelationId.HEADER)));
        // An unacceptable id is answered with a new one, which finds the refusal in the log.
        String id = given.or(() -> CorrelationId.of(null)).orElseThrow();
        request.setAttribute(CorrelationId.ATTRIBUTE, id);
        response.setHeader(CorrelationId.HEADER, CorrelationId.toHeaderValue(id));
        MDC.put(CorrelationId.MDC_KEY, id);
        try {
            if (given.isEmpty()) {
                problems.write(
                        request,
                        response,
                        HttpStatus.BAD_REQUEST,
                        CorrelationId.HEADER + " must be printable text of 1 to 128 characters");
                return;
            }
            chain.doFilter(request, response);
        } finally {
            MDC.remove(CorrelationId.MDC_KEY);
        }
    }

    private static Optional<String> known(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(CorrelationId.ATTRIBUTE));
    }
}
