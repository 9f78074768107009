package io.greenroom.grading.embedded;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.MutableDataset;
import org.tribuo.common.tree.ExtraTreesTrainer;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTJointRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;
import org.tribuo.regression.slm.ElasticNetCDTrainer;

/**
 * Fits a blend with Tribuo: an elastic net, nearly a ridge, and extremely randomized trees. Always
 * the same for the same rows.
 */
final class Fitting {
    private static final long SEED = 20261122;
    private static final String TARGET = "score";
    private static final RegressionFactory FACTORY = new RegressionFactory();
    private static final SimpleDataSourceProvenance SOURCE =
            new SimpleDataSourceProvenance("human-graded answers", FACTORY);

    /**
     * An answer to learn from.
     *
     * @param group its question: what is learnt is mostly what tells answers to the same question
     *     apart
     * @param target 0 to 1
     * @param weight how much it counts
     */
    record Row(String group, Map<String, Double> figures, double target, double weight, Use use) {}

    /** What can be learnt from an answer. */
    enum Use {
        /** Everything. */
        ALL,
        /** Which of two is better, but not how good. */
        ORDER,
        /** An end of the scale, which a sum would overshoot. */
        TREES
    }

    /**
     * How to fit.
     *
     * @param linear figures of the sum
     * @param alike how much it counts that two rows of the same content are judged alike, beside a
     *     row of weight 1
     * @param centred how much of a question's own mean is taken away before the sum is fitted, 0 to
     *     1: few questions, so their differences would be learnt by heart
     */
    record Plan(
            List<String> figures,
            Collection<String> linear,
            double ridge,
            double alike,
            double centred,
            double linearShare,
            int trees,
            int depth,
            int leaf,
            double share) {}

    /** Two rows of the same content in other words: what differs between them should not count. */
    record Alike(Row one, Row other) {}

    private Fitting() {}

    static Blend fit(List<Row> rows, Plan plan) {
        return fit(rows, List.of(), plan);
    }

    static Blend fit(List<Row> rows, List<Alike> pairs, Plan plan) {
        var names = plan.figures();
        var weights = new double[names.size()];
        var main = rows.stream().filter(row -> row.use() == Use.ALL).toList();
        double meanTarget = mean(main, Row::target);
        var means = new double[names.size()];
        if (plan.linearShare() > 0) {
            linear(
                    rows.stream().filter(row -> row.use() != Use.TREES).toList(),
                    pairs,
                    plan,
                    weights);
        }
        double intercept = meanTarget;
        for (int f = 0; f < names.size(); f++) {
            var name = names.get(f);
            means[f] = mean(main, row -> figure(row, name));
            intercept -= weights[f] * means[f];
        }
        return new Blend(
                names,
                rounded(weights),
                intercept,
                plan.linearShare(),
                plan.linearShare() < 1
                        ? trees(rows.stream().filter(row -> row.use() != Use.ORDER).toList(), plan)
                        : List.of());
    }

    /** The weights of the sum; figures are centred by question and scaled before. */
    private static void linear(List<Row> rows, List<Alike> pairs, Plan plan, double[] weights) {
        var names = List.copyOf(plan.linear());
        var groups = new HashMap<String, List<Row>>();
        rows.forEach(row -> groups.computeIfAbsent(row.group(), key -> new ArrayList<>()).add(row));
        var deviation = new double[names.size()];
        var groupMeans = new HashMap<String, double[]>();
        groups.forEach(
                (group, members) -> {
                    var of = new double[names.size()];
                    Arrays.setAll(of, f -> mean(members, row -> figure(row, names.get(f))));
                    groupMeans.put(group, of);
                });
        var all = new double[names.size()];
        Arrays.setAll(all, f -> mean(rows, row -> figure(row, names.get(f))));
        for (int f = 0; f < names.size(); f++) {
            var name = names.get(f);
            double mean = all[f];
            deviation[f] =
                    Math.sqrt(
                                    mean(
                                            rows,
                                            row ->
                                                    (figure(row, name) - mean)
                                                            * (figure(row, name) - mean)))
                            + 1e-9;
        }
        var examples = new MutableDataset<>(SOURCE, FACTORY);
        double targetMean = mean(rows, Row::target);
        for (var row : rows) {
            var members = groups.getOrDefault(row.group(), List.of());
            double groupTarget = mean(members, Row::target);
            double root = Math.sqrt(row.weight());
            // What answers that only tell the order say of the scale is taken away whole.
            double taken = row.use() == Use.ALL ? plan.centred() : 1;
            var values = new double[names.size()];
            for (int f = 0; f < values.length; f++) {
                double centre = taken * at(groupMeans, row.group(), f) + (1 - taken) * all[f];
                values[f] = root * (figure(row, names.get(f)) - centre) / deviation[f];
            }
            double target = row.target() - taken * groupTarget - (1 - taken) * targetMean;
            examples.add(example(names, values, root * target));
        }
        for (var pair : pairs) {
            var values = new double[names.size()];
            for (int f = 0; f < values.length; f++) {
                double apart =
                        figure(pair.one(), names.get(f)) - figure(pair.other(), names.get(f));
                values[f] = plan.alike() * apart / deviation[f];
            }
            examples.add(example(names, values, 0));
        }
        // Tribuo divides the error by the number of rows and scales columns to length 1.
        var model =
                new ElasticNetCDTrainer(plan.ridge() / examples.size(), 1e-3, SEED).train(examples);
        for (Pair<String, Double> weight :
                model.getTopFeatures(names.size() + 1).values().iterator().next()) {
            int f = names.indexOf(weight.getA());
            if (f >= 0) {
                weights[plan.figures().indexOf(names.get(f))] = weight.getB() / deviation[f];
            }
        }
    }

    private static double at(Map<String, double[]> means, String group, int f) {
        var of = means.get(group);
        return of == null ? 0 : of[f];
    }

    private static List<Blend.Tree> trees(List<Row> rows, Plan plan) {
        var examples = new MutableDataset<>(SOURCE, FACTORY);
        for (var row : rows) {
            var values = new double[plan.figures().size()];
            Arrays.setAll(values, f -> figure(row, plan.figures().get(f)));
            var example = example(plan.figures(), values, row.target());
            example.setWeight((float) row.weight());
            examples.add(example);
        }
        var tree =
                new CARTJointRegressionTrainer(
                        plan.depth(),
                        plan.leaf(),
                        0f,
                        (float) plan.share(),
                        true,
                        new MeanSquaredError(),
                        false,
                        SEED);
        var forest = new ExtraTreesTrainer<>(tree, new AveragingCombiner(), plan.trees(), SEED);
        var fitted = new ArrayList<Blend.Tree>();
        for (var model : ((WeightedEnsembleModel<Regressor>) forest.train(examples)).getModels()) {
            fitted.add(tree((TreeModel<Regressor>) model, plan.figures()));
        }
        return fitted;
    }

    private static Blend.Tree tree(TreeModel<Regressor> model, List<String> names) {
        var nodes = new ArrayList<double[]>();
        flatten(model.getRoot(), model, names, nodes);
        int size = nodes.size();
        var figure = new int[size];
        var threshold = new double[size];
        var left = new int[size];
        var right = new int[size];
        var value = new double[size];
        for (int i = 0; i < size; i++) {
            var node = nodes.get(i);
            figure[i] = (int) node[0];
            threshold[i] = node[1];
            left[i] = (int) node[2];
            right[i] = (int) node[3];
            value[i] = node[4];
        }
        return new Blend.Tree(figure, threshold, left, right, value);
    }

    /** Adds a node and all below it as (figure, threshold, left, right, value); its number. */
    private static int flatten(
            Node<Regressor> node,
            TreeModel<Regressor> model,
            List<String> names,
            List<double[]> into) {
        int number = into.size();
        switch (node) {
            case SplitNode<Regressor> split -> {
                // A random split point can leave one side empty; the other side is then all.
                if (split.getGreaterThan() == null) {
                    return flatten(split.getLessThanOrEqual(), model, names, into);
                }
                if (split.getLessThanOrEqual() == null) {
                    return flatten(split.getGreaterThan(), model, names, into);
                }
                var name = model.getFeatureIDMap().get(split.getFeatureID()).getName();
                var flat = new double[] {names.indexOf(name), rounded(split.splitValue()), 0, 0, 0};
                into.add(flat);
                flat[2] = flatten(split.getLessThanOrEqual(), model, names, into);
                flat[3] = flatten(split.getGreaterThan(), model, names, into);
            }
            case LeafNode<Regressor> leaf ->
                    into.add(new double[] {-1, 0, 0, 0, rounded(leaf.getOutput().getValues()[0])});
            default -> throw new IllegalStateException("A node is a split or a leaf");
        }
        return number;
    }

    private static ArrayExample<Regressor> example(
            List<String> names, double[] values, double target) {
        return new ArrayExample<>(
                new Regressor(TARGET, target), names.toArray(String[]::new), values);
    }

    static double figure(Row row, String name) {
        var value = row.figures().get(name);
        if (value == null) {
            throw new IllegalArgumentException("There is no figure " + name);
        }
        return value;
    }

    private interface Of {
        double of(Row row);
    }

    private static double mean(List<Row> rows, Of of) {
        double sum = 0;
        double weights = 0;
        for (var row : rows) {
            sum += row.weight() * of.of(row);
            weights += row.weight();
        }
        return weights == 0 ? 0 : sum / weights;
    }

    private static double[] rounded(double[] values) {
        return Arrays.stream(values).map(Fitting::rounded).toArray();
    }

    /** Five digits are enough, and keep the resource small. */
    private static double rounded(double value) {
        return value == 0
                ? 0
                : new java.math.BigDecimal(value).round(new java.math.MathContext(5)).doubleValue();
    }
}
