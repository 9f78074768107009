package io.greenroom.grading.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.evaluation.AcceptedLevels;
import io.greenroom.grading.guard.Guard;
import io.greenroom.grading.rubric.Grade;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.testsupport.OurQuestions;
import io.greenroom.grading.testsupport.OurQuestions.Levelled;
import io.greenroom.grading.testsupport.SideBySide;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;

/**
 * The grader on answers written at known levels, to questions that nothing was fitted on. The
 * floors are what was once reached there, less a little; nothing is ever tuned to raise them.
 */
class LevelsTest {
    /** An answer and its grade. */
    private record Graded(Levelled answer, Grade grade) {}

    /** Everything that is measured. */
    private record Table(
            int questions,
            double spearman,
            double inOrder,
            double flagsFound,
            double falseAlarms,
            double flagsCapped,
            List<String> foundAboveTheirCap,
            DescriptiveStatistics terseToWordy,
            Map<String, Double> means) {
        void print(String share) {
            System.out.printf(
                    "levels, %s: %d questions, Spearman with level %.3f, pairs in order %.3f,"
                        + " committed red flags found %.2f and capped %.2f, false alarms %.3f an"
                        + " answer, terse against wordy mean %.3f p95 %.3f; mean estimates %s%n",
                    share,
                    questions,
                    spearman,
                    inOrder,
                    flagsFound,
                    flagsCapped,
                    falseAlarms,
                    terseToWordy.getMean(),
                    terseToWordy.getPercentile(95),
                    means);
        }
    }

    private static final EmbeddedGrader GRADER = SharedGrader.GRADER;
    private static final GradeAnswer GRADING =
            new GradeAnswer(new Guard(GRADER::vectors), GRADER, Clock.systemUTC());

    @Test
    void gradesRiseWithTheLevelOnUnseenQuestions() throws IOException {
        var table = table("report");
        table.print("report");

        assertThat(table.spearman()).isGreaterThanOrEqualTo(0.85);
        holds(table);
    }

    @Test
    void gradesRiseWithTheLevelWhereItWasFitted() throws IOException {
        var table = table("develop");
        table.print("develop");

        assertThat(table.spearman()).isGreaterThanOrEqualTo(0.80);
        holds(table);
    }

    private static void holds(Table table) {
        assertThat(table.inOrder()).isGreaterThanOrEqualTo(0.95);
        assertThat(table.terseToWordy().getMean()).isLessThanOrEqualTo(0.07);
        assertThat(table.terseToWordy().getPercentile(95)).isLessThanOrEqualTo(0.20);
        assertThat(table.falseAlarms()).isLessThanOrEqualTo(0.05);
        assertThat(table.flagsFound()).isGreaterThanOrEqualTo(0.37);
        assertThat(table.foundAboveTheirCap()).isEmpty();
    }

    private static Table table(String share) throws IOException {
        var byQuestion = new LinkedHashMap<String, Map<String, Graded>>();
        var answers = OurQuestions.levelled(share);
        var all = SideBySide.map(answers, answer -> new Graded(answer, graded(answer)));
        AcceptedLevels.assertNotWorse(
                share,
                GRADER.info().version(),
                answers,
                all.stream().map(one -> one.grade().estimate()).toList());
        for (var one : all) {
            byQuestion
                    .computeIfAbsent(one.answer().ours().id(), id -> new LinkedHashMap<>())
                    .put(one.answer().kind(), one);
        }
        var spearman = new DescriptiveStatistics();
        var order = new DescriptiveStatistics();
        var found = new DescriptiveStatistics();
        var capped = new DescriptiveStatistics();
        var alarms = new DescriptiveStatistics();
        var terseToWordy = new DescriptiveStatistics();
        var foundAboveTheirCap = new ArrayList<String>();
        var means = new LinkedHashMap<String, Double>();
        for (var graded : byQuestion.values()) {
            var levels = graded.values().stream().mapToDouble(one -> one.answer().level());
            var estimates = graded.values().stream().mapToDouble(one -> one.grade().estimate());
            spearman.addValue(
                    new SpearmansCorrelation().correlation(levels.toArray(), estimates.toArray()));
            for (var pair :
                    List.of(
                            List.of("excellent", "partial"),
                            List.of("partial", "weak"),
                            List.of("excellent", "weak"))) {
                order.addValue(
                        estimate(graded, pair.getFirst()) > estimate(graded, pair.getLast())
                                ? 1
                                : 0);
            }
            terseToWordy.addValue(Math.abs(estimate(graded, "terse") - estimate(graded, "wordy")));
            for (var one : graded.values()) {
                var hits =
                        one.grade().redFlags().stream().map(flag -> flag.redFlag().id()).toList();
                var wrong = new ArrayList<>(hits);
                wrong.removeAll(one.answer().flags());
                alarms.addValue(wrong.size());
                for (var hit : one.grade().redFlags()) {
                    if (one.grade().score() > hit.redFlag().cap()) {
                        foundAboveTheirCap.add(one.answer().ours().id());
                    }
                }
                for (var flag : one.answer().flags()) {
                    found.addValue(hits.contains(flag) ? 1 : 0);
                    one.answer().ours().question().redFlags().stream()
                            .filter(known -> known.id().equals(flag))
                            .forEach(
                                    known ->
                                            capped.addValue(
                                                    one.grade().score() <= known.cap() ? 1 : 0));
                }
                means.merge(
                        one.answer().kind(),
                        Math.round(1000 * one.grade().estimate() / byQuestion.size()) / 1000.0,
                        Double::sum);
            }
        }
        return new Table(
                byQuestion.size(),
                spearman.getMean(),
                order.getMean(),
                found.getMean(),
                alarms.getMean(),
                capped.getMean(),
                foundAboveTheirCap,
                terseToWordy,
                means);
    }

    private static double estimate(Map<String, Graded> graded, String kind) {
        var one = graded.get(kind);
        if (one == null) {
            throw new IllegalStateException("There is no " + kind + " answer");
        }
        return one.grade().estimate();
    }

    private static Grade graded(Levelled answer) {
        return switch (GRADING.grade(answer.ours().question(), answer.answer())) {
            case GradingOutcome.Graded graded -> graded.grade();
            case GradingOutcome.InReview doubtful -> doubtful.grade();
            case GradingOutcome.NotGraded none -> throw new AssertionError(none.detail());
        };
    }
}
