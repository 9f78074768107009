package io.greenroom.grading.rubric;

import java.util.List;

/** A red flag that the answer hit, with the words that show it. */
public record FlagGrade(RedFlag redFlag, List<Evidence> evidence) {
    public FlagGrade {
        evidence = List.copyOf(evidence);
    }
}
