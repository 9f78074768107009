package io.greenroom.grading.embedded;

import io.greenroom.grading.embedded.EmbeddedGrader.Said;
import io.greenroom.grading.text.Words;
import io.greenroom.platform.embedding.TextModel;
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

    /** If not even the nearest sentence of a text is nearer than this, all of it is. */
    private static final double OFF_TOPIC = 0.59;

    /** Of a few words the vectors are too vague to leave all of them out. */
    private static final int ENOUGH_WORDS = 12;

    private Gist() {}

    /**
     * The passages that count, in order; none of a text about something else.
     *
     * @param subject what an answer may rightly be about
     */
    static List<Said> of(List<Said> said, List<Reading.Clause> subject) {
        long words = said.stream().mapToLong(one -> Words.all(one.statement().text()).size()).sum();
        if (words >= ENOUGH_WORDS
                && said.stream().allMatch(one -> nearness(one.statement(), subject) < OFF_TOPIC)) {
            return List.of();
        }
        var kept = new ArrayList<Said>();
        var seen = new HashSet<List<String>>();
        boolean wholeKept = true;
        for (var one : said) {
            if (!one.passage().part()) {
                wholeKept =
                        seen.add(Words.all(one.statement().text()))
                                && nearness(one.statement(), subject) >= BESIDE_THE_POINT;
            }
            if (wholeKept) {
                kept.add(one);
            }
        }
        return kept;
    }

    private static double nearness(Reading.Clause said, List<Reading.Clause> subject) {
        float[] meaning = said.vectors().getFirst();
        return subject.stream()
                .mapToDouble(about -> TextModel.cosine(meaning, about.vectors().getFirst()))
                .max()
                .orElse(0);
    }
}
