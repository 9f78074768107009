package io.greenroom.catalog.question;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The view that the caller may see. From {@code probe} on, fields are there only for interviewers,
 * admins, and a candidate who has handed in an answer to the question.
 */
public record QuestionView(
        String id,
        String slug,
        int version,
        String title,
        Round round,
        List<String> topics,
        QuestionContent.LevelRange level,
        int difficulty,
        int minutes,
        String answerFormat,
        List<String> companies,
        String excerpt,
        @Nullable String codeLanguage,
        @Nullable String starterCode,
        String prompt,
        List<String> hints,
        Instant publishedAt,
        @Nullable String probe,
        QuestionContent.@Nullable Rubric rubric,
        @Nullable List<QuestionContent.RedFlag> redFlags,
        @Nullable String strongAnswer,
        @Nullable List<String> followUps,
        @Nullable List<QuestionContent.Reference> references,
        @Nullable List<String> covers) {

    static QuestionView of(
            Question question, QuestionVersion version, QuestionContent content, boolean revealed) {
        return new QuestionView(
                question.id(),
                question.slug(),
                version.version(),
                content.title(),
                content.round(),
                content.topics(),
                content.level(),
                content.difficulty(),
                content.minutes(),
                content.answerFormat(),
                content.companies(),
                version.excerpt(),
                content.codeLanguage(),
                content.starterCode(),
                content.prompt(),
                content.hints(),
                version.publishedAt(),
                revealed ? content.probe() : null,
                revealed ? content.rubric() : null,
                revealed ? content.redFlags() : null,
                revealed ? content.strongAnswer() : null,
                revealed ? content.followUps() : null,
                revealed ? content.references() : null,
                revealed ? content.covers() : null);
    }
}
