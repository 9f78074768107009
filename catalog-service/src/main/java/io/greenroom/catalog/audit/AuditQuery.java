package io.greenroom.catalog.audit;

import io.greenroom.platform.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which deeds are wanted; what is null or empty asks for nothing. */
record AuditQuery(
        @Nullable String who,
        List<AuditAction> actions,
        @Nullable String questionId,
        @Nullable Instant from,
        @Nullable Instant to) {

    static AuditQuery of(
            @Nullable String who,
            List<String> actions,
            @Nullable String questionId,
            @Nullable String from,
            @Nullable String to) {
        return new AuditQuery(
                who,
                actions.stream()
                        .map(
                                action ->
                                        AuditAction.of(action)
                                                .orElseThrow(
                                                        () ->
                                                                ProblemException.invalid(
                                                                        "action",
                                                                        "There is no such"
                                                                                + " action.")))
                        .toList(),
                questionId,
                time("from", from),
                time("to", to));
    }

    private static @Nullable Instant time(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(
                    name, name + " must be a time such as 2026-11-22T10:00:00Z.");
        }
    }
}
