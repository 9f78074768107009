package io.greenroom.catalog.lint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.greenroom.platform.Slugs;
import io.greenroom.platform.problem.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * Something about a question that its curator should look at.
 *
 * @param pointer JSON pointer into the content; empty for the whole
 * @param message what was found there
 * @param why what it does to candidates or graders
 * @param advice what to do about it
 * @param related the other place, where there are two
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
        Rule rule,
        Severity severity,
        String pointer,
        String message,
        String why,
        String advice,
        @Nullable Related related) {

    /** Whether it can be published all the same. */
    public enum Severity {
        /** It cannot. */
        ERROR,
        /** It can; somebody should have looked. */
        WARNING;

        /** As it goes over the wire. */
        @JsonValue
        public String wire() {
            return Slugs.of(this);
        }
    }

    /** Another place in the same content. */
    public record Related(@JsonProperty String pointer) {}

    /** Whether it keeps the question from being published. */
    @JsonIgnore
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** As an error at its place, with the reason. */
    public FieldError asError() {
        return new FieldError(pointer, message + " " + why);
    }

    @Override
    public String toString() {
        return "%s %s %s: %s".formatted(severity.wire(), rule.wire(), pointer, message);
    }
}
