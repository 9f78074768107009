package io.greenroom.grading.evaluation;

import io.greenroom.grading.gate.Marked;
import io.greenroom.grading.rubric.Question;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A human-graded answer with what the grader made of it. */
record Scored(GradedLine line, Question question, Marked marked) {
    private static final int HASH_BYTES = 8;

    Figures.Pair pair() {
        return new Figures.Pair(line.questionId(), line.score(), marked.score());
    }

    /** Words of the answer. */
    int length() {
        var text = line.answer().strip();
        return text.isEmpty() ? 0 : text.split("\\s+").length;
    }

    /** Names this answer to this question without giving anything of it away. */
    String id() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : new String[] {line.questionId(), line.question(), line.answer()}) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
