package io.greenroom.grading.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.grading.gate.Marked;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.testsupport.OurQuestions.Levelled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the grader that was last accepted made of the answers at known levels, an answer a line. A
 * grader that differs is compared as {@code ./greenroom evaluate --against} does: a difference must
 * be more than chance to count. {@code -Daccepted.write=true} accepts what grades now.
 */
public final class AcceptedLevels {
    private AcceptedLevels() {}

    /**
     * Fails when this grader is worse than the accepted one.
     *
     * @param share {@code develop} or {@code report}
     * @param estimates 0 to 1, one an answer in their order
     */
    public static void assertNotWorse(
            String share, String grader, List<Levelled> answers, List<Double> estimates)
            throws IOException {
        Path file = Path.of("src/test/resources/levels", "accepted-" + share + ".json");
        var now = Map.of(share, scored(share, answers, estimates));
        if (Boolean.getBoolean("accepted.write")) {
            Accepted.of(grader, now, Map.of()).write(file);
        }
        var accepted = Accepted.read(file);
        var comparison = Comparison.of(accepted, now, Map.of());
        comparison.print(System.out);

        // Else an answer that was changed would be compared with nothing.
        assertThat(accepted.scores()).containsOnlyKeys(share);
        assertThat(accepted.scores().getOrDefault(share, Map.of())).hasSize(answers.size());
        assertThat(comparison.differences())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.n()).isEqualTo(answers.size()));
        assertThat(comparison.worse()).isFalse();
    }

    private static List<Scored> scored(
            String share, List<Levelled> answers, List<Double> estimates) {
        var scored = new ArrayList<Scored>();
        for (int i = 0; i < answers.size(); i++) {
            var answer = answers.get(i);
            var question = answer.ours().question();
            scored.add(
                    new Scored(
                            new GradedLine(
                                    share,
                                    question.id(),
                                    question.prompt(),
                                    question.strongAnswer(),
                                    List.of(),
                                    answer.answer().text(),
                                    answer.level() / (double) Criterion.MAX_LEVEL),
                            question,
                            new Marked(estimates.get(i), estimates.get(i), 1, false, Set.of())));
        }
        return scored;
    }
}
