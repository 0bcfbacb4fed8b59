package io.steadfast.web.body;

import io.steadfast.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a body by its declared length, and counts one that declares none while it is read. */
class BodyLimitFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;
    private final long maxBytes;

    BodyLimitFilter(ProblemWriter problems, long maxBytes) {
        this.problems = problems;
        this.maxBytes = maxBytes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long declared = request.getContentLengthLong();
        if (declared > maxBytes) {
            problems.write(
                    request, response, HttpStatus.CONTENT_TOO_LARGE, new BodyTooLargeException(maxBytes).getMessage());
        } else if (declared >= 0) {
            chain.doFilter(request, response);
        } else {
            chain.doFilter(new CountedBodyRequest(request, maxBytes), response);
        }
    }
}
