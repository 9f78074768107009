package io.greenroom.session.scorecard;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a question version is scored on, as far as a scorecard needs it. */
record Rubric(List<Criterion> criteria, List<RedFlag> redFlags) {
    Rubric {
        criteria = List.copyOf(criteria);
        redFlags = List.copyOf(redFlags);
    }

    /**
     * One thing that is judged.
     *
     * @param weight percent; the weights of a question sum to 100
     * @param levels descriptions, by level
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Criterion(String id, String title, int weight, @Nullable Map<String, String> levels) {
        /** What an answer at that level shows, in the rubric's words. */
        String describe(int level) {
            return levels == null ? "" : levels.getOrDefault(Integer.toString(level), "");
        }
    }

    /**
     * A described mistake.
     *
     * @param cap the score cannot pass this once the mistake was made
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RedFlag(String id, String title, String severity, int cap) {}

    Optional<Criterion> criterion(String id) {
        return criteria.stream().filter(criterion -> criterion.id().equals(id)).findFirst();
    }

    Optional<RedFlag> redFlag(String id) {
        return redFlags.stream().filter(flag -> flag.id().equals(id)).findFirst();
    }
}
