package io.greenroom.catalog.question;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a question version says, in the shape of {@code
 * contracts/catalog/question-pack.v1.schema.json}.
 *
 * @param minutes suggested time to answer
 * @param probe what the interviewer really scores
 * @param covers ids of the coverage list that this question answers
 */
public record QuestionContent(
        String title,
        Round round,
        List<String> topics,
        LevelRange level,
        int difficulty,
        int minutes,
        String answerFormat,
        @Nullable String codeLanguage,
        @Nullable String starterCode,
        String prompt,
        String probe,
        Rubric rubric,
        List<RedFlag> redFlags,
        String strongAnswer,
        List<String> hints,
        List<String> followUps,
        List<Reference> references,
        List<String> companies,
        List<String> covers) {

    public QuestionContent {
        topics = List.copyOf(topics);
        redFlags = List.copyOf(redFlags);
        hints = List.copyOf(hints);
        followUps = List.copyOf(followUps);
        references = List.copyOf(references);
        companies = companies == null ? List.of() : List.copyOf(companies);
        covers = List.copyOf(covers);
    }

    /** From which to which level the question suits, both included. */
    public record LevelRange(Level min, Level max) {}

    /** Engineering levels as the field counts them. */
    public enum Level {
        L3,
        L4,
        L5,
        L6,
        L7;

        int number() {
            return ordinal() + 3;
        }
    }

    /** What an answer is graded on. */
    public record Rubric(List<Criterion> criteria) {
        public Rubric {
            criteria = List.copyOf(criteria);
        }
    }

    /**
     * One thing that is graded.
     *
     * @param weight percent; all weights of a rubric sum to 100
     * @param indicators statements that can be checked against an answer
     * @param levels what an answer shows at level "0" (absent) to "4" (excellent)
     */
    public record Criterion(
            String id,
            String title,
            int weight,
            List<String> indicators,
            Map<String, String> levels) {
        public Criterion {
            indicators = List.copyOf(indicators);
            levels = Map.copyOf(levels);
        }
    }

    /**
     * A mistake that bounds the score.
     *
     * @param severity minor, major or critical
     * @param cap the score, 0 to 100, cannot pass this once the flag is hit
     * @param kind commits: the answer makes the mistake; omits: it lacks every signal
     */
    public record RedFlag(
            String id,
            String title,
            String severity,
            int cap,
            String kind,
            String description,
            List<String> signals) {
        public RedFlag {
            signals = List.copyOf(signals);
        }
    }

    /** What settles the question: a paper or documentation. */
    public record Reference(String title, String url) {}
}
