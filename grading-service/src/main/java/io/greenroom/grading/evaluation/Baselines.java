package io.greenroom.grading.evaluation;

import java.util.HashMap;
import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * What can be had without reading an answer. Marks are calibrated on all other questions of the
 * set, so that they know of a question as little as the grader does; a set of one question is
 * calibrated on itself, which flatters them.
 */
final class Baselines {
    private Baselines() {}

    /** Everybody gets the mean of people's marks. */
    static List<Figures.Pair> constantMean(List<Scored> scored) {
        var means = new HashMap<String, Double>();
        return scored.stream()
                .map(
                        one ->
                                new Figures.Pair(
                                        one.line().questionId(),
                                        one.line().score(),
                                        means.computeIfAbsent(
                                                one.line().questionId(),
                                                left -> mean(without(left, scored)))))
                .toList();
    }

    /** The longer the better, or the worse: a mark by the logarithm of the number of words. */
    static List<Figures.Pair> answerLength(List<Scored> scored) {
        var fits = new HashMap<String, SimpleRegression>();
        return scored.stream()
                .map(
                        one -> {
                            var fit =
                                    fits.computeIfAbsent(
                                            one.line().questionId(),
                                            left -> fitted(without(left, scored)));
                            double mark = fit.predict(logLength(one));
                            return new Figures.Pair(
                                    one.line().questionId(),
                                    one.line().score(),
                                    // Where all are equally long there is no line to fit.
                                    Double.isNaN(mark) ? 0 : Math.clamp(mark, 0, 1));
                        })
                .toList();
    }

    /** The bare length: what correlations are taken of, since these need no calibration. */
    static List<Figures.Pair> bareLength(List<Scored> scored) {
        return scored.stream()
                .map(
                        one ->
                                new Figures.Pair(
                                        one.line().questionId(),
                                        one.line().score(),
                                        logLength(one)))
                .toList();
    }

    private static double mean(List<Scored> scored) {
        return scored.stream().mapToDouble(one -> one.line().score()).average().orElse(0);
    }

    private static SimpleRegression fitted(List<Scored> scored) {
        var fit = new SimpleRegression();
        scored.forEach(one -> fit.addData(logLength(one), one.line().score()));
        return fit;
    }

    private static double logLength(Scored one) {
        return Math.log1p(one.length());
    }

    private static List<Scored> without(String question, List<Scored> scored) {
        var others =
                scored.stream().filter(one -> !one.line().questionId().equals(question)).toList();
        return others.isEmpty() ? scored : others;
    }
}
