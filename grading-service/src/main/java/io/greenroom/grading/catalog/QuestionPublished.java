package io.greenroom.grading.catalog;

import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The part of {@code catalog.question-published.v1} that grading reads. */
record QuestionPublished(
        String questionId,
        int version,
        String title,
        String prompt,
        @Nullable String starterCode,
        RubricPublished rubric,
        List<RedFlagPublished> redFlags,
        String strongAnswer) {

    record RubricPublished(List<CriterionPublished> criteria) {}

    record CriterionPublished(
            String id,
            String title,
            int weight,
            List<String> indicators,
            Map<String, String> levels) {}

    record RedFlagPublished(
            String id,
            String title,
            String severity,
            int cap,
            String kind,
            String description,
            List<String> signals) {}

    /**
     * @throws IllegalArgumentException when the rubric is not one
     */
    Question toQuestion() {
        return new Question(
                questionId,
                version,
                title,
                prompt,
                starterCode == null ? "" : starterCode,
                rubric.criteria().stream().map(QuestionPublished::criterion).toList(),
                redFlags.stream().map(QuestionPublished::redFlag).toList(),
                strongAnswer);
    }

    private static Criterion criterion(CriterionPublished published) {
        return new Criterion(
                published.id(),
                published.title(),
                published.weight(),
                published.indicators(),
                IntStream.rangeClosed(0, Criterion.MAX_LEVEL)
                        .mapToObj(level -> published.levels().getOrDefault("" + level, ""))
                        .toList());
    }

    private static RedFlag redFlag(RedFlagPublished published) {
        return new RedFlag(
                published.id(),
                published.title(),
                RedFlag.Severity.valueOf(published.severity().toUpperCase(Locale.ROOT)),
                published.cap(),
                RedFlag.Kind.valueOf(published.kind().toUpperCase(Locale.ROOT)),
                published.description(),
                published.signals());
    }
}
