package io.greenroom.grading.review;

import io.greenroom.grading.grade.GradeRecordView;
import io.greenroom.grading.grade.ReviewReasonView;
import io.greenroom.grading.grade.SubmittedAnswer;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import io.greenroom.platform.Slugs;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A review as one reviewer may see it now. Before own marks are in, nothing that anybody else
 * thinks of the answer is in here: neither the machine's levels nor the candidate's objection.
 *
 * @param revision the value of the ETag
 * @param blind whether the viewer has not seen the machine's marks outside of the review
 * @param answer for the one who holds it, and who has marked it
 * @param marks the viewer's own
 * @param appeal what the candidate appeals; after own marks are in
 * @param grades all grades so far; after own marks are in
 */
@Schema(
        name = "Review",
        requiredProperties = {
            "id",
            "attemptId",
            "revision",
            "kind",
            "state",
            "reasons",
            "openedAt",
            "dueAt",
            "overdue",
            "mine",
            "claimable",
            "blind",
            "question",
            "grades"
        })
record ReviewView(
        UUID id,
        UUID attemptId,
        long revision,
        @Schema(enumeration = {"doubt", "appeal", "sample"}) String kind,
        @Schema(enumeration = {"open", "claimed", "marked", "decided", "withdrawn"}) String state,
        List<ReviewReasonView> reasons,
        Instant openedAt,
        Instant dueAt,
        boolean overdue,
        ReviewSummaryView.@Nullable ClaimView claim,
        boolean mine,
        boolean claimable,
        boolean blind,
        QuestionView question,
        @Nullable AnswerView answer,
        @Nullable Marks marks,
        @Nullable Instant marksHandedInAt,
        AppealDecisions.@Nullable Case appeal,
        List<GradeRecordView> grades,
        @Nullable Decision decision) {

    /** What a reviewer needs of the question, from the version that was answered. */
    @Schema(
            name = "ReviewQuestion",
            requiredProperties = {
                "id",
                "version",
                "title",
                "round",
                "prompt",
                "criteria",
                "redFlags",
                "strongAnswer"
            })
    record QuestionView(
            String id,
            int version,
            String title,
            String round,
            String prompt,
            @Nullable String starterCode,
            List<CriterionView> criteria,
            List<RedFlagView> redFlags,
            String strongAnswer) {
        static QuestionView of(Question question, String round) {
            return new QuestionView(
                    question.id(),
                    question.version(),
                    question.title(),
                    round,
                    question.prompt(),
                    question.starterCode().isEmpty() ? null : question.starterCode(),
                    question.criteria().stream().map(CriterionView::of).toList(),
                    question.redFlags().stream().map(RedFlagView::of).toList(),
                    question.strongAnswer());
        }
    }

    /**
     * @param levels what levels 0 to 4 look like, in that order
     */
    @Schema(
            name = "ReviewCriterion",
            requiredProperties = {"id", "title", "weight", "indicators", "levels"})
    record CriterionView(
            String id, String title, int weight, List<String> indicators, List<String> levels) {
        static CriterionView of(Criterion criterion) {
            return new CriterionView(
                    criterion.id(),
                    criterion.title(),
                    criterion.weight(),
                    criterion.indicators(),
                    criterion.levels());
        }
    }

    @Schema(
            name = "ReviewRedFlag",
            requiredProperties = {"id", "title", "severity", "cap", "kind", "description"})
    record RedFlagView(
            String id,
            String title,
            @Schema(enumeration = {"minor", "major", "critical"}) String severity,
            int cap,
            @Schema(enumeration = {"commits", "omits"}) String kind,
            String description) {
        static RedFlagView of(RedFlag flag) {
            return new RedFlagView(
                    flag.id(),
                    flag.title(),
                    Slugs.of(flag.severity()),
                    flag.cap(),
                    Slugs.of(flag.kind()),
                    flag.description());
        }
    }

    /** The answer as it was handed in; whose it is, a reviewer is not told. */
    @Schema(
            name = "ReviewAnswer",
            requiredProperties = {"text", "language", "submittedAt"})
    record AnswerView(
            String text,
            @Schema(enumeration = {"markdown", "python"}) String language,
            Instant submittedAt) {
        static AnswerView of(SubmittedAnswer answer) {
            return new AnswerView(
                    answer.answer().text(),
                    answer.answer().language().name().toLowerCase(Locale.ROOT),
                    answer.submittedAt());
        }

        /** The text is personal data. */
        @Override
        public String toString() {
            return "AnswerView[" + language + "]";
        }
    }
}
