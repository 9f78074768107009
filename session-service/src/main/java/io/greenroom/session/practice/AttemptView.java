package io.greenroom.session.practice;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.session.catalog.QuestionSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as its owner sees it. The rubric and what goes with it are there only after
 * submitting.
 *
 * @param revision counts every change; the value of the ETag
 * @param activeSeconds how long the candidate has worked on it
 * @param grade the one that counts, once there is one
 * @param reviewReasons why a person is asked to look; only with IN_REVIEW
 * @param reviewDueAt when a person should have looked
 * @param grades all that it was given, oldest first
 * @param appeal the newest one
 */
@Schema(name = "AttemptView")
record AttemptView(
        UUID id,
        AttemptState state,
        String questionId,
        int questionVersion,
        long revision,
        String text,
        String language,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant submittedAt,
        long activeSeconds,
        @Nullable NotGradedReason notGradedReason,
        Question question,
        @JsonRawValue @Schema(implementation = Object.class) @Nullable String grade,
        @Schema(implementation = Object.class) @Nullable JsonNode reviewReasons,
        @Schema(implementation = Object.class) @Nullable JsonNode reviewDueAt,
        @Schema(implementation = Object.class) List<ObjectNode> grades,
        @Nullable AppealView appeal) {

    static AttemptView of(Attempt attempt, QuestionSnapshot question, Practice.Graded graded) {
        var history = graded.grades();
        var current = history.isEmpty() ? null : history.getLast();
        return new AttemptView(
                attempt.id(),
                attempt.state(),
                attempt.questionId(),
                attempt.questionVersion(),
                attempt.revision(),
                attempt.text(),
                attempt.language(),
                attempt.startedAt(),
                attempt.updatedAt(),
                attempt.submittedAt(),
                attempt.activeSeconds(),
                attempt.notGradedReason(),
                Question.of(question, !attempt.isDraft()),
                attempt.grade(),
                current == null ? null : current.get("reviewReasons"),
                current == null ? null : current.get("reviewDueAt"),
                history.stream()
                        .map(grade -> grade.deepCopy().put("current", grade == current))
                        .toList(),
                graded.appeal());
    }

    /** The question version that the attempt is about. */
    @Schema(name = "AttemptQuestion")
    record Question(
            String id,
            String slug,
            int version,
            String title,
            String round,
            List<String> topics,
            Map<String, String> level,
            int difficulty,
            int minutes,
            String answerFormat,
            @Nullable String codeLanguage,
            @Nullable String starterCode,
            String prompt,
            List<String> hints,
            @Nullable String probe,
            @Nullable Map<String, Object> rubric,
            @Nullable List<Map<String, Object>> redFlags,
            @Nullable String strongAnswer,
            @Nullable List<String> followUps,
            @Nullable List<Map<String, Object>> references) {

        static Question of(QuestionSnapshot snapshot, boolean revealed) {
            return new Question(
                    snapshot.questionId(),
                    snapshot.slug(),
                    snapshot.version(),
                    snapshot.title(),
                    snapshot.round(),
                    snapshot.topics(),
                    snapshot.level(),
                    snapshot.difficulty(),
                    snapshot.minutes(),
                    snapshot.answerFormat(),
                    snapshot.codeLanguage(),
                    snapshot.starterCode(),
                    snapshot.prompt(),
                    snapshot.hints(),
                    revealed ? snapshot.probe() : null,
                    revealed ? snapshot.rubric() : null,
                    revealed ? snapshot.redFlags() : null,
                    revealed ? snapshot.strongAnswer() : null,
                    revealed ? snapshot.followUps() : null,
                    revealed ? snapshot.references() : null);
        }
    }
}
