package io.greenroom.grading.embedded;

import java.util.List;
import java.util.Map;

/**
 * A fitted judgement: a weighted sum of figures and the mean of some small trees, in given shares.
 * The two err in different ways, so together they err less.
 *
 * @param figures names of the figures that it reads, in the order of weights and trees
 * @param weights one a figure
 * @param linearShare how much the sum counts, 0 to 1; the trees have the rest
 */
record Blend(
        List<String> figures,
        double[] weights,
        double intercept,
        double linearShare,
        List<Tree> trees) {
    /**
     * A tree of yes and no, its nodes numbered from the root, 0.
     *
     * @param figure which figure a node looks at; -1 for a leaf
     * @param threshold up to which it goes left
     * @param left the next node
     * @param right the next node above the threshold
     * @param value of a leaf
     */
    record Tree(int[] figure, double[] threshold, int[] left, int[] right, double[] value) {
        double of(double[] row) {
            int node = 0;
            while (figure[node] >= 0) {
                node = row[figure[node]] <= threshold[node] ? left[node] : right[node];
            }
            return value[node];
        }
    }

    /**
     * What the blend makes of an answer.
     *
     * @param value 0 to 1
     * @param discord how far the sum and the trees lie apart
     * @param spread of the trees' values, a standard deviation
     */
    record Judgement(double value, double discord, double spread) {}

    /** Knows nothing. */
    static final Blend NOTHING = new Blend(List.of(), new double[0], 0, 1, List.of());

    Blend {
        figures = List.copyOf(figures);
        trees = List.copyOf(trees);
        if (weights.length != figures.size()) {
            throw new IllegalArgumentException("A blend needs one weight a figure");
        }
    }

    Judgement of(Map<String, Double> of) {
        var row = Likeness.row(of, figures);
        double sum = intercept;
        for (int i = 0; i < row.length; i++) {
            sum += weights[i] * row[i];
        }
        if (trees.isEmpty()) {
            return new Judgement(Math.clamp(sum, 0, 1), 0, 0);
        }
        double mean = 0;
        double squares = 0;
        for (var tree : trees) {
            double value = tree.of(row);
            mean += value / trees.size();
            squares += value * value / trees.size();
        }
        return new Judgement(
                Math.clamp(linearShare * sum + (1 - linearShare) * mean, 0, 1),
                Math.abs(sum - mean),
                Math.sqrt(Math.max(0, squares - mean * mean)));
    }
}
