package io.greenroom.grading.llm;

import io.greenroom.grading.rubric.Assessment;
import java.util.Optional;

/** Judgements that were paid for. Blocks. */
public interface AssessmentCache {
    /** Keeps nothing. */
    AssessmentCache NONE =
            new AssessmentCache() {
                @Override
                public Optional<Assessment> find(String key) {
                    return Optional.empty();
                }

                @Override
                public void put(String key, String candidateId, Assessment assessment) {}
            };

    Optional<Assessment> find(String key);

    /** Keeps it for a while; the candidate's deletion reaches it. */
    void put(String key, String candidateId, Assessment assessment);
}
