package io.greenroom.grading.evaluation;

import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.text.Passage;
import io.greenroom.grading.text.Passages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A rubric for a question that has none: each statement of the reference answer is a criterion. */
final class ReferenceRubric {
    private static final int MOST = 20;

    private ReferenceRubric() {}

    static Question question(GradedLine line) {
        var statements = new ArrayList<String>();
        if (line.rubric().isEmpty()) {
            Passages.of(line.referenceAnswer(), false).stream()
                    .filter(passage -> !passage.part())
                    .map(Passage::words)
                    .limit(MOST)
                    .forEach(statements::add);
        } else {
            line.rubric().stream().limit(MOST).forEach(statements::add);
        }
        if (statements.isEmpty()) {
            throw new BrokenLineException("the reference answer has no words");
        }
        int count = statements.size();
        var criteria =
                IntStream.range(0, count)
                        .mapToObj(
                                i ->
                                        new Criterion(
                                                "statement-" + (i + 1),
                                                "Statement " + (i + 1),
                                                100 / count + (i < 100 % count ? 1 : 0),
                                                parts(statements.get(i)),
                                                List.of()))
                        .toList();
        return new Question(
                line.dataset() + "/" + line.questionId() + "/" + line.referenceAnswer().hashCode(),
                1,
                line.question(),
                line.question(),
                "",
                criteria,
                List.of(),
                "");
    }

    /** A long statement is looked for as a whole and by its clauses. */
    private static List<String> parts(String statement) {
        var parts = new ArrayList<String>();
        parts.add(statement);
        Passages.of(statement, false).stream()
                .filter(Passage::part)
                .map(Passage::words)
                .forEach(parts::add);
        return parts;
    }
}
