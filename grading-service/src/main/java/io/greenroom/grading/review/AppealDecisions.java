package io.greenroom.grading.review;

import io.greenroom.grading.grade.RecordedGrade;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a review has to know of appeals, and has to tell them; the appeals are another feature's,
 * which knows reviews. All methods need a session.
 */
public interface AppealDecisions {
    /** What the candidate appeals. */
    @Schema(
            name = "AppealCase",
            requiredProperties = {"criteria", "reason", "openedAt"})
    record Case(List<String> criteria, String reason, Instant openedAt) {}

    /** The appeal's case. */
    Uni<Case> caseOf(UUID appealId);

    /** The appeal is decided by that grade; in the transaction of the decision. */
    Uni<Void> decided(UUID appealId, RecordedGrade grade);
}
