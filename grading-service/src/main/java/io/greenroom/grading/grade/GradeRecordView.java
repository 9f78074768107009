package io.greenroom.grading.grade;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One grade in the history of an attempt, as it goes over the wire. Who decided is not told. */
@Schema(
        name = "GradeRecord",
        requiredProperties = {
            "sequence",
            "kind",
            "state",
            "current",
            "by",
            "decidedAt",
            "reviewReasons"
        })
public record GradeRecordView(
        int sequence,
        @Schema(enumeration = {"first", "replacement", "retry", "regrade", "review", "appeal"})
                String kind,
        GradeState state,
        boolean current,
        @Schema(enumeration = {"machine", "person"}) String by,
        Instant decidedAt,
        @Nullable GradeView grade,
        @Nullable NotGradedReason notGradedReason,
        List<ReviewReasonView> reviewReasons,
        @Nullable String comment) {

    /** The whole history, oldest first; the last one is current. */
    public static List<GradeRecordView> of(List<RecordedGrade> history) {
        int last = history.isEmpty() ? 0 : history.getLast().sequence();
        return history.stream()
                .map(
                        grade ->
                                new GradeRecordView(
                                        grade.sequence(),
                                        grade.given().kind().wire(),
                                        grade.given().state(),
                                        grade.sequence() == last,
                                        by(grade.given().kind()),
                                        grade.decidedAt(),
                                        grade.given().grade(),
                                        grade.given().notGradedReason(),
                                        grade.given().reviewReasons(),
                                        grade.given().comment()))
                .toList();
    }

    static String by(GradeKind kind) {
        return kind.isByPerson() ? "person" : "machine";
    }
}
