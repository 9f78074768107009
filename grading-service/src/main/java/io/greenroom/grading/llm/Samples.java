package io.greenroom.grading.llm;

import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.FlagHit;
import io.greenroom.grading.rubric.ReviewReason;
import io.greenroom.grading.rubric.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Several judgements of one answer, made one: the median level, less sure the wider they lie. */
final class Samples {
    /** What each level between the lowest and the highest sample costs of the confidence. */
    private static final double COST_OF_A_LEVEL = 0.2;

    /** So far apart, the model does not know. */
    private static final int WIDE = 2;

    private final List<Criterion> criteria;
    private final List<List<Verdict>> verdicts = new ArrayList<>();
    private final List<List<FlagHit>> flags = new ArrayList<>();

    Samples(List<Criterion> criteria) {
        this.criteria = criteria;
    }

    /**
     * Adds one.
     *
     * @param sample a verdict on each criterion, in the question's order
     */
    void add(List<Verdict> sample, List<FlagHit> hits) {
        verdicts.add(sample);
        flags.add(hits);
    }

    List<Verdict> verdicts() {
        var joined = new ArrayList<Verdict>();
        for (int i = 0; i < criteria.size(); i++) {
            joined.add(joined(of(i)));
        }
        return joined;
    }

    /** The hits that more than half of the samples saw, with the words of the first that did. */
    List<FlagHit> flags() {
        var seen = new LinkedHashMap<String, List<FlagHit>>();
        flags.forEach(
                sample ->
                        sample.stream()
                                .distinct()
                                .forEach(
                                        hit ->
                                                seen.computeIfAbsent(
                                                                hit.redFlagId(),
                                                                id -> new ArrayList<>())
                                                        .add(hit)));
        return seen.values().stream()
                .filter(hits -> 2 * hits.size() > flags.size())
                .map(List::getFirst)
                .toList();
    }

    List<ReviewReason> doubts() {
        for (int i = 0; i < criteria.size(); i++) {
            if (spread(of(i)) >= WIDE) {
                return List.of(
                        new ReviewReason(
                                "samples-disagree",
                                "The grader judged your answer more than once and did not agree"
                                        + " with itself, so a person will look at it."));
            }
        }
        return List.of();
    }

    private List<Verdict> of(int criterion) {
        return verdicts.stream().map(sample -> sample.get(criterion)).toList();
    }

    private static Verdict joined(List<Verdict> samples) {
        var levels = samples.stream().mapToInt(Verdict::level).sorted().toArray();
        // Of two in the middle the lower: no level is given that is in doubt.
        int median = levels[(levels.length - 1) / 2];
        var chosen =
                samples.stream()
                        .filter(verdict -> verdict.level() == median)
                        .findFirst()
                        .orElseThrow();
        double confidence =
                samples.stream().mapToDouble(Verdict::confidence).average().orElse(0)
                        * Math.max(0, 1 - COST_OF_A_LEVEL * spread(samples));
        return new Verdict(
                chosen.criterionId(),
                median,
                samples.stream().mapToInt(Verdict::level).average().orElse(median),
                confidence,
                chosen.rationale(),
                chosen.quotes(),
                chosen.missing());
    }

    private static int spread(List<Verdict> samples) {
        var levels = samples.stream().mapToInt(Verdict::level).summaryStatistics();
        return levels.getMax() - levels.getMin();
    }
}
