package io.steadfast.local.testing;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Stands behind all filters of a service and before its routes, where it answers for them whoever asks only whether they
 * would be let in: a test can knock everywhere without anything happening.
 */
public final class Door implements Filter {

    static final String KNOCK = "X-Only-Knocking";
    static final int OPEN = 204;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (((HttpServletRequest) request).getHeader(KNOCK) == null) {
            chain.doFilter(request, response);
        } else {
            ((HttpServletResponse) response).setStatus(OPEN);
        }
    }
}
