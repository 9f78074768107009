package io.greenroom.grading.grade;

import io.greenroom.grading.rubric.CriterionGrade;
import io.greenroom.grading.rubric.FlagGrade;
import io.greenroom.grading.rubric.Grade;
import io.greenroom.platform.Slugs;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A grade as it goes over the wire, in answers and in events alike. */
@Schema(
        name = "Grade",
        requiredProperties = {
            "score",
            "band",
            "confidence",
            "provisional",
            "criteria",
            "redFlags",
            "strengths",
            "gaps",
            "nextStep",
            "notices",
            "provenance"
        })
public record GradeView(
        int score,
        @Schema(enumeration = {"strong-no", "no", "lean-no", "lean-yes", "yes", "strong-yes"})
                String band,
        double confidence,
        boolean provisional,
        List<CriterionView> criteria,
        List<RedFlagView> redFlags,
        List<String> strengths,
        List<String> gaps,
        String nextStep,
        List<NoticeView> notices,
        ProvenanceView provenance) {

    @Schema(
            name = "GradedCriterion",
            requiredProperties = {
                "criterionId",
                "title",
                "weight",
                "level",
                "confidence",
                "rationale",
                "evidence",
                "missing"
            })
    public record CriterionView(
            String criterionId,
            String title,
            int weight,
            int level,
            double confidence,
            String rationale,
            List<EvidenceView> evidence,
            List<String> missing) {}

    @Schema(
            name = "Evidence",
            requiredProperties = {"quote", "start", "end"},
            description = "UTF-16 offsets: answer.substring(start, end) equals the quote.")
    public record EvidenceView(String quote, int start, int end) {}

    @Schema(
            name = "GradedRedFlag",
            requiredProperties = {"id", "title", "severity", "cap", "evidence"})
    public record RedFlagView(
            String id,
            String title,
            @Schema(enumeration = {"minor", "major", "critical"}) String severity,
            int cap,
            List<EvidenceView> evidence) {}

    @Schema(
            name = "Notice",
            requiredProperties = {"code", "detail"})
    public record NoticeView(String code, String detail) {}

    @Schema(
            name = "Provenance",
            requiredProperties = {
                "grader",
                "graderVersion",
                "model",
                "rubricVersion",
                "gradedAt",
                "durationMillis"
            })
    public record ProvenanceView(
            @Schema(enumeration = {"embedded", "llm", "human"}) String grader,
            String graderVersion,
            String model,
            @Nullable String promptVersion,
            int rubricVersion,
            @Nullable Integer inputTokens,
            @Nullable Integer outputTokens,
            @Nullable Long costMicros,
            Instant gradedAt,
            long durationMillis) {}

    public static GradeView of(Grade grade) {
        var from = grade.provenance();
        var usage = from.usage();
        return new GradeView(
                grade.score(),
                Slugs.of(grade.band()),
                grade.confidence(),
                grade.provisional(),
                grade.criteria().stream().map(GradeView::criterion).toList(),
                grade.redFlags().stream().map(GradeView::redFlag).toList(),
                grade.strengths(),
                grade.gaps(),
                grade.nextStep(),
                grade.notices().stream()
                        .map(notice -> new NoticeView(notice.code(), notice.detail()))
                        .toList(),
                new ProvenanceView(
                        Slugs.of(from.grader().kind()),
                        from.grader().version(),
                        from.grader().model(),
                        from.grader().promptVersion(),
                        from.rubricVersion(),
                        usage == null ? null : usage.inputTokens(),
                        usage == null ? null : usage.outputTokens(),
                        usage == null ? null : usage.costMicros(),
                        from.gradedAt(),
                        from.took().toMillis()));
    }

    private static CriterionView criterion(CriterionGrade grade) {
        return new CriterionView(
                grade.criterion().id(),
                grade.criterion().title(),
                grade.criterion().weight(),
                grade.level(),
                grade.confidence(),
                grade.rationale(),
                evidence(grade.evidence()),
                grade.missing());
    }

    private static RedFlagView redFlag(FlagGrade grade) {
        var flag = grade.redFlag();
        return new RedFlagView(
                flag.id(),
                flag.title(),
                Slugs.of(flag.severity()),
                flag.cap(),
                evidence(grade.evidence()));
    }

    private static List<EvidenceView> evidence(
            List<io.greenroom.grading.rubric.Evidence> evidence) {
        return evidence.stream()
                .map(quote -> new EvidenceView(quote.quote(), quote.start(), quote.end()))
                .toList();
    }
}
