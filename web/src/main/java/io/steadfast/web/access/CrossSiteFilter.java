package io.steadfast.web.access;

import io.steadfast.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands in for a CSRF token: a browser that remembers a Basic login would send it with another site's form too, but
 * it also says that the request comes from elsewhere. Other clients do not send this header and are not concerned.
 */
class CrossSiteFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> FROM_ELSEWHERE = Set.of("cross-site", "same-site");

    private final ProblemWriter problems;

    CrossSiteFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = request.getHeader("Sec-Fetch-Site");
        if (origin != null && FROM_ELSEWHERE.contains(origin) && !READING.contains(request.getMethod())) {
            problems.write(request, response, HttpStatus.FORBIDDEN, "Requests from other sites' pages are refused");
        } else {
            chain.doFilter(request, response);
        }
    }
}
