package io.greenroom.grading.code;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What many programs do, whatever they are about: distances, counts, rotations, caches, queues. */
final class GeneralRules implements Rules {
    /** Operations that say something by themselves. */
    private static final Set<String> TELLING =
            Set.of(
                    "argmin",
                    "cumsum",
                    "cumprod",
                    "searchsorted",
                    "bisect",
                    "bisect_left",
                    "bisect_right",
                    "unique",
                    "bincount",
                    "histogram",
                    "diff",
                    "outer",
                    "cos",
                    "sin",
                    "linalg.norm",
                    "concat",
                    "stack",
                    "roll",
                    "tril",
                    "triu",
                    "eye",
                    "one_hot",
                    "median",
                    "percentile",
                    "quantile",
                    "clip",
                    "prod",
                    "log2",
                    "round",
                    "repeat",
                    "pad",
                    "flip",
                    "sign",
                    "abs",
                    "nonzero",
                    "flatnonzero",
                    "permutation",
                    "shuffle",
                    "integers",
                    "normal",
                    "gcd",
                    "hash",
                    "intersection",
                    "union",
                    "svd",
                    "qr",
                    "eigh",
                    "convolve",
                    "fft",
                    "sigmoid",
                    "tanh",
                    "relu",
                    "dropout",
                    "group_norm");

    @Override
    public void look(Execution program, Facts facts) {
        for (var value : List.copyOf(program.values())) {
            switch (value.op()) {
                case "sub" -> pairwise(value, facts);
                case "add" -> rotated(value, facts);
                case "sum" -> counted(value, facts);
                case "phi" -> guarded(value, facts);
                case "setitem" -> {
                    lessOne(value, facts);
                    buffered(value, facts);
                }
                case "popleft", "deque" ->
                        facts.technique(
                                "queue", "fifo", "Uses a queue, first in and first out", value);
                case "set", "frozenset" ->
                        facts.technique(
                                "seen",
                                "set",
                                "Keeps a set of " + Wording.name(value.arg(0)) + " for fast lookup",
                                value);
                case "call" -> {
                    if (value.trait("own").equals("yes")) {
                        facts.technique(
                                "recursion",
                                "yes",
                                "Calls " + value.trait("name") + " recursively",
                                value);
                    }
                }
                default -> {
                    if (TELLING.contains(value.op())) {
                        var axis = value.trait("axis");
                        facts.technique(
                                "computes",
                                value.op() + (axis.isEmpty() ? "" : "-" + axis),
                                "Computes " + Wording.of(value),
                                value);
                    }
                }
            }
        }
    }

    private static void pairwise(Value sub, Facts facts) {
        if (sub.args().size() == 2
                && sub.arg(0).trait("pattern").contains("None")
                && sub.arg(1).trait("pattern").contains("None")
                && !Flow.same(sub.arg(0).arg(0), sub.arg(1).arg(0))) {
            facts.technique(
                    "pairwise",
                    "difference",
                    "Computes the differences of every pair of "
                            + Wording.name(sub.arg(0))
                            + " and "
                            + Wording.name(sub.arg(1))
                            + " at once by broadcasting",
                    sub);
        }
    }

    /** One half of a rotation: a sin + b cos. */
    private static void rotated(Value add, Facts facts) {
        boolean products =
                add.args().size() == 2
                        && add.args().stream().allMatch(arg -> Flow.form(arg, "mul").isPresent());
        if (products
                && add.args().stream().anyMatch(arg -> factor(arg, "sin"))
                && add.args().stream().anyMatch(arg -> factor(arg, "cos"))) {
            facts.technique(
                    "rotation",
                    "pairs",
                    "Rotates pairs of features by an angle, with its sine and cosine",
                    add);
        }
    }

    private static boolean factor(Value product, String op) {
        return Flow.form(product, "mul").stream()
                .flatMap(mul -> mul.args().stream())
                .anyMatch(
                        arg ->
                                Flow.sourcesUpTo(arg, from -> from.is("mul", "add")).stream()
                                        .anyMatch(from -> from.is(op)));
    }

    private static void counted(Value sum, Facts facts) {
        if (!sum.args().isEmpty() && Flow.form(sum.arg(0), "and", "compare", "not").isPresent()) {
            facts.technique("count", "where", "Counts where " + Wording.of(sum.arg(0)), sum);
        }
    }

    /** A quotient that is only taken when its divisor is not zero. */
    private static void guarded(Value phi, Facts facts) {
        if (phi.args().size() == 3
                && Flow.form(phi.arg(0), "div").isPresent()
                && phi.arg(1).is("const")
                && Flow.same(phi.arg(2), Flow.form(phi.arg(0), "div").orElse(phi).arg(1))) {
            facts.technique(
                    "guard.divisor",
                    "yes",
                    "Guards the division by "
                            + Wording.name(phi.arg(2))
                            + ": gives "
                            + phi.arg(1).constant()
                            + " when it is zero",
                    phi);
        }
    }

    /** The gradient of cross-entropy: the probabilities, less one at the target. */
    private static void lessOne(Value set, Facts facts) {
        var value = set.arg(2);
        if (value.is("sub")
                && value.arg(1).number() == 1
                && value.arg(0).is("index")
                && Flow.source(set.arg(0), "exp", "softmax").isPresent()) {
            facts.technique(
                    "gradient",
                    "softmax-minus-target",
                    "Subtracts one from the probability of each target, the gradient of softmax and"
                            + " cross-entropy",
                    set);
        }
    }

    private static void buffered(Value set, Facts facts) {
        var name = set.name();
        boolean range = set.trait("pattern").contains("v:v") || set.trait("pattern").contains("v:");
        if (name != null && name.startsWith("self.") && range) {
            facts.technique(
                    "buffer",
                    "written",
                    "Writes "
                            + Wording.name(set.arg(2))
                            + " into a range of the buffer "
                            + name.substring(5).toLowerCase(Locale.ROOT),
                    set);
        }
    }
}
