package io.steadfast.web.body;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** For path variables and parameters the same rules as {@link JsonFields#text}: not blank, bounded, no control characters. */
@Constraint(validatedBy = ShortText.Validator.class)
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ShortText {

    int max() default 100;

    String message() default "is not acceptable";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Null is acceptable: an absent parameter is another constraint's business. */
    class Validator implements ConstraintValidator<ShortText, String> {

        private int max;

        @Override
        public void initialize(ShortText constraint) {
            max = constraint.max();
        }

        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            if (value == null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            Text.complaint(value, max)
                    .ifPresent(complaint -> context.buildConstraintViolationWithTemplate(complaint)
                            .addConstraintViolation());
            return Text.complaint(value, max).isEmpty();
        }
    }
}
