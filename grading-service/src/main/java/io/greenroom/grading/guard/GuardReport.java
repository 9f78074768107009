package io.greenroom.grading.guard;

import io.greenroom.grading.rubric.ReviewReason;
import java.util.List;

/**
 * What the guard makes of an answer.
 *
 * @param gradable the answer with everything that must not be graded blanked out; as long as the
 *     answer, so that offsets stay true
 * @param cap the score cannot pass this; 100 when nothing bounds it
 * @param review true when a person should look at the grade
 */
public record GuardReport(String gradable, List<Finding> findings, int cap, boolean review) {
    public GuardReport {
        findings = List.copyOf(findings);
    }

    /** What makes the guard ask for a person; empty when nothing does. */
    public List<ReviewReason> reviewReasons() {
        if (!review) {
            return List.of();
        }
        return findings.stream()
                .filter(finding -> finding.kind().isDoubtful())
                .map(Finding::reviewReason)
                .toList();
    }

    /** True when nothing is left to be graded. */
    public boolean nothingToGrade() {
        return gradable.codePoints().noneMatch(Character::isLetterOrDigit);
    }

    /** True when the guard saw that. */
    public boolean found(Finding.Kind kind) {
        return findings.stream().anyMatch(finding -> finding.kind() == kind);
    }
}
