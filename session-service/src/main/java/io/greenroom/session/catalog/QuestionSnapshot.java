package io.greenroom.session.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A published question version, as the catalog's topic carries it. The rubric and what goes with it
 * pass through as they came: this service only decides when they may be seen.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record QuestionSnapshot(
        String questionId,
        String slug,
        int version,
        String title,
        String round,
        List<String> topics,
        Map<String, String> level,
        int difficulty,
        int minutes,
        String answerFormat,
        @Nullable String codeLanguage,
        @Nullable String starterCode,
        String prompt,
        List<String> hints,
        @Nullable String probe,
        @Nullable Map<String, Object> rubric,
        @Nullable List<Map<String, Object>> redFlags,
        @Nullable String strongAnswer,
        @Nullable List<String> followUps,
        @Nullable List<Map<String, Object>> references) {

    /** What the workspace starts with: the code to begin from, or nothing. */
    public String startingText() {
        return starterCode == null ? "" : starterCode;
    }

    /** The language of an answer to this question. */
    public String answerLanguage() {
        return answerFormat.equals("code") && codeLanguage != null ? codeLanguage : "markdown";
    }
}
