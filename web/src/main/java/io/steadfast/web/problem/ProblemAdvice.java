package io.steadfast.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever a controller, or the way to it, throws into a problem. An advice of a service's own goes first. */
@Order(Ordered.LOWEST_PRECEDENCE)
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> invalidRequest(InvalidRequestException failure, WebRequest request) {
        return invalid(failure, failure.errors(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> constraintViolation(ConstraintViolationException failure, WebRequest request) {
        return invalid(
                failure,
                failure.getConstraintViolations().stream()
                        .map(ProblemAdvice::wrongField)
                        .toList(),
                request);
    }

    /** These are the security filters' business, which know whether to ask for a login. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void accessDecision(RuntimeException failure) {
        throw failure;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> anythingElse(Exception failure, WebRequest request) {
        if (Unavailability.isCauseOf(failure)) {
            log.warn("The database cannot be used: {}", failure.toString());
            ProblemDetail problem = Problems.of(
                    HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be reached at the moment; try again");
            return handleExceptionInternal(
                    failure, problem, new HttpHeaders(), HttpStatus.SERVICE_UNAVAILABLE, request);
        }
        log.error("Request failed: {}", request.getDescription(false), failure);
        HttpStatus status = HttpStatus.INTERNAL_SERVER_ERROR;
        return handleExceptionInternal(failure, Problems.of(status, null), new HttpHeaders(), status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = UnreadableBody.describe(failure);
        return handleExceptionInternal(failure, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(
                failure,
                failure.getAllErrors().stream().map(ProblemAdvice::wrongField).toList(),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(
                failure,
                failure.getParameterValidationResults().stream()
                        .flatMap(
                                result -> result.getResolvableErrors().stream().map(error -> wrongField(result, error)))
                        .toList(),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Class<?> expected = failure.getRequiredType();
        String message = "must be " + (expected == null ? "of another type" : UnreadableBody.name(expected));
        String field = failure.getPropertyName() == null ? "" : failure.getPropertyName();
        return invalid(failure, List.of(new WrongField(field, message)), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest webRequest) {
        HttpServletRequest request = ((ServletWebRequest) webRequest).getRequest();
        ResponseEntity<Object> answer = super.handleExceptionInternal(failure, body, headers, status, webRequest);
        if (answer == null || !(answer.getBody() instanceof ProblemDetail problem)) {
            return answer;
        }
        Problems.at(request, Problems.complete(problem));
        return ResponseEntity.status(answer.getStatusCode())
                .headers(Problems.headers(answer.getStatusCode(), answer.getHeaders()))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private @Nullable ResponseEntity<Object> invalid(Exception failure, List<WrongField> errors, WebRequest request) {
        return handleExceptionInternal(
                failure, Problems.invalid(errors), new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
    }

    private static WrongField wrongField(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        return new WrongField(path.substring(path.lastIndexOf('.') + 1), violation.getMessage());
    }

    private static WrongField wrongField(ObjectError error) {
        return new WrongField(error instanceof FieldError field ? field.getField() : "", message(error));
    }

    private static WrongField wrongField(ParameterValidationResult result, MessageSourceResolvable error) {
        if (error instanceof ObjectError objectError) {
            return wrongField(objectError);
        }
        String name = result.getMethodParameter().getParameterName();
        return new WrongField(name == null ? "" : name, message(error));
    }

    private static String message(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message == null ? "is not acceptable" : message;
    }
}
