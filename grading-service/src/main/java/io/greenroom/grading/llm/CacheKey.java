package io.greenroom.grading.llm;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.Question;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names a judgement by all that it depends on, and tells nothing of it. */
final class CacheKey {
    private CacheKey() {}

    static String of(
            GraderInfo grader, Question question, Answer answer, List<Exemplar> exemplars) {
        var parts = new StringBuilder();
        for (var part :
                List.of(
                        grader.version(),
                        grader.model(),
                        String.valueOf(grader.promptVersion()),
                        question.id(),
                        String.valueOf(question.version()),
                        answer.language().name(),
                        exemplars.stream().map(Exemplar::id).toList().toString(),
                        answer.text())) {
            // With its length, so that no two lists of parts run together the same.
            parts.append(part.length()).append(':').append(part);
        }
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(parts.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
