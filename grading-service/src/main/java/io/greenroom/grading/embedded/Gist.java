package io.greenroom.grading.embedded;

import io.greenroom.grading.embedded.EmbeddedGrader.Said;
import io.greenroom.grading.text.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What of an answer counts: each sentence once, and none that has nothing to do with the question.
 * So neither repeating nor padding changes a grade.
 */
final class Gist {
    /** Cosine under which a sentence is about something else (BGE: unrelated texts have 0.4). */
    private static final double BESIDE_THE_POINT = 0.5;

    private Gist() {}

    /**
     * The passages that count, in order.
     *
     * @param subject what an answer may rightly be about
     */
    static List<Said> of(List<Said> said, List<Reading.Clause> subject) {
        var kept = new ArrayList<Said>();
        var seen = new HashSet<List<String>>();
        boolean wholeKept = true;
        for (var one : said) {
            if (!one.passage().part()) {
                wholeKept =
                        seen.add(Words.all(one.statement().text()))
                                && isToThePoint(one.statement(), subject);
            }
            if (wholeKept) {
                kept.add(one);
            }
        }
        return kept;
    }

    private static boolean isToThePoint(Reading.Clause said, List<Reading.Clause> subject) {
        float[] meaning = said.vectors().getFirst();
        return subject.stream()
                .anyMatch(
                        about ->
                                TextModel.cosine(meaning, about.vectors().getFirst())
                                        >= BESIDE_THE_POINT);
    }
}
