package io.greenroom.grading.evaluation;

import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.text.Passage;
import io.greenroom.grading.text.Passages;
import java.util.ArrayList;
import java.util.List;

/**
 * A rubric for a question that has none of ours: the reference answer is one criterion and its
 * sentences are the indicators. Without a reference answer every item of the given rubric is a
 * criterion of the same weight.
 */
public final class ReferenceRubric {
    private static final int MOST = 40;

    private ReferenceRubric() {}

    /**
     * @throws BrokenLineException when the line gives nothing to compare with
     */
    public static Question question(GradedLine line) {
        var criteria = new ArrayList<Criterion>();
        if (!line.referenceAnswer().isBlank()) {
            criteria.add(
                    new Criterion(
                            "reference",
                            "Reference answer",
                            100,
                            sentences(line.referenceAnswer()),
                            List.of()));
        } else {
            var items = line.rubric().stream().limit(MOST).toList();
            int count = items.size();
            for (int i = 0; i < count; i++) {
                criteria.add(
                        new Criterion(
                                "item-" + (i + 1),
                                "Item " + (i + 1),
                                100 / count + (i < 100 % count ? 1 : 0),
                                sentences(items.get(i)),
                                List.of()));
            }
        }
        return new Question(
                line.dataset()
                        + "/"
                        + line.questionId()
                        + "/"
                        + line.referenceAnswer().hashCode()
                        + "/"
                        + line.rubric().hashCode(),
                1,
                line.question(),
                line.question(),
                "",
                criteria,
                List.of(),
                "");
    }

    private static List<String> sentences(String text) {
        var sentences =
                Passages.of(text, false).stream()
                        .filter(passage -> !passage.part())
                        .map(Passage::words)
                        .limit(MOST)
                        .toList();
        if (sentences.isEmpty()) {
            throw new BrokenLineException("the reference answer has no words");
        }
        return sentences;
    }
}
