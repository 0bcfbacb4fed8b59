package io.steadfast.web.problem;

import io.steadfast.web.correlation.CorrelationId;
import io.steadfast.web.headers.SecurityHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** What Tomcat refuses before any filter runs, such as a URL that is none. Public because Tomcat makes it by name. */
public final class ProblemErrorReportValve extends ErrorReportValve {

    private final SecurityHeaders securityHeaders = new SecurityHeaders();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        // A response with a body, or one that is on its way, is not ours to write; nor is one that is no error.
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        String detail = status < 500 ? "The request is malformed" : "The request failed";
        String body = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"instance\":\"/\"}"
                .formatted(title, status, detail);
        try {
            echoCorrelationId(request, response);
            securityHeaders.writeHeaders(request, response);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException clientIsGone) {
            getContainer().getLogger().debug("No problem could be written", clientIsGone);
        }
    }

    private static void echoCorrelationId(Request request, Response response) {
        if (response.getHeader(CorrelationId.HEADER) == null) {
            String id = CorrelationId.of(request.getHeader(CorrelationId.HEADER))
                    .or(() -> CorrelationId.of(null))
                    .orElseThrow();
            response.setHeader(CorrelationId.HEADER, CorrelationId.toHeaderValue(id));
        }
    }
}
