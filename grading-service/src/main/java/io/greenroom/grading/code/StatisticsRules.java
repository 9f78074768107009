package io.greenroom.grading.code;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;

/** Means, variances and norms, residual connections, activations. */
final class StatisticsRules implements Rules {
    @Override
    public void look(Execution program, Facts facts) {
        for (var value : List.copyOf(program.values())) {
            switch (value.op()) {
                case "sub" -> {
                    centred(value, facts);
                    difference(value, facts);
                }
                case "var", "std" -> spread(value, facts);
                case "mean" -> meanSquare(value, facts);
                case "div", "mul" -> {
                    epsilon(value, facts);
                    inverse(value, facts);
                }
                case "add" -> residual(value, facts);
                case "tanh", "erf" -> activation(value, facts);
                case "relu", "gelu", "silu" ->
                        facts.technique(
                                "activation",
                                value.op(),
                                "Applies the activation "
                                        + value.op().toUpperCase(java.util.Locale.ROOT)
                                        + " to "
                                        + Wording.name(value.arg(0)),
                                value);
                case "maximum" -> relu(value, facts);
                default -> {
                    // Others look at it.
                }
            }
        }
    }

    private static void centred(Value sub, Facts facts) {
        if (sub.args().size() != 2) {
            return;
        }
        var mean = Flow.form(sub.arg(1), "mean");
        if (mean.isEmpty() || !Flow.same(mean.get().arg(0), sub.arg(0))) {
            return;
        }
        var axis = mean.get().trait("axis");
        boolean kept =
                mean.get().trait("keepdims").equals("True")
                        || Flow.sources(sub.arg(1), 6).stream()
                                .anyMatch(
                                        value ->
                                                value.is("expand")
                                                        || value.trait("pattern").contains("None"));
        facts.technique(
                "centre",
                axis,
                "Subtracts the mean of "
                        + Wording.name(mean.get().arg(0))
                        + " "
                        + Wording.axis(axis)
                        + (kept ? ", with the axis kept for broadcasting" : ""),
                sub,
                mean.get());
    }

    private static void spread(Value value, Facts facts) {
        var ddof = value.trait("ddof") + value.trait("correction") + value.trait("unbiased");
        boolean sample = ddof.contains("1") || ddof.contains("True");
        facts.technique(
                "variance",
                sample ? "sample" : "biased",
                "Computes the "
                        + (value.is("var") ? "variance" : "standard deviation")
                        + " of "
                        + Wording.name(value.arg(0))
                        + " "
                        + Wording.axis(value.trait("axis"))
                        + (sample
                                ? " with D - 1 in the denominator"
                                : ", biased, with D in the denominator"),
                value);
    }

    private static void meanSquare(Value mean, Facts facts) {
        if (mean.args().isEmpty()) {
            return;
        }
        var squared = Flow.squared(mean.arg(0));
        if (squared.isEmpty()) {
            return;
        }
        var axis = mean.trait("axis");
        boolean centred =
                Flow.forms(squared.get()).stream()
                        .anyMatch(
                                form ->
                                        form.is("sub")
                                                && Flow.source(form.arg(1), "mean").isPresent());
        boolean difference = Flow.form(squared.get(), "sub").isPresent();
        if (centred) {
            facts.technique(
                    "variance",
                    "biased",
                    "Computes the variance as the mean of the squared centred values "
                            + Wording.axis(axis)
                            + ", biased, with D in the denominator",
                    mean);
        } else if (difference) {
            facts.technique(
                    "loss",
                    "mean-square",
                    "Computes the mean of the squared differences " + Wording.of(squared.get()),
                    mean);
        } else {
            facts.technique(
                    "mean-square",
                    axis,
                    "Computes the mean of the squares of "
                            + Wording.name(squared.get())
                            + " "
                            + Wording.axis(axis)
                            + ", without subtracting the mean",
                    mean);
        }
    }

    private static void difference(Value sub, Facts facts) {
        if (sub.args().size() != 2) {
            return;
        }
        var square =
                Flow.form(sub.arg(0), "mean")
                        .filter(
                                mean ->
                                        !mean.args().isEmpty()
                                                && Flow.squared(mean.arg(0)).isPresent());
        var squaredMean =
                Flow.squared(sub.arg(1)).filter(root -> Flow.form(root, "mean").isPresent());
        if (square.isPresent() && squaredMean.isPresent()) {
            facts.fault(
                    "variance",
                    "square-minus-square",
                    "Computes the variance as the mean of the squares minus the squared mean, which"
                            + " cancels when the mean is large",
                    sub);
        }
    }

    private static boolean epsilonLike(Value value) {
        return Flow.forms(value).stream()
                .anyMatch(
                        form ->
                                form.number() > 0 && form.number() < 1e-2
                                        || form.is("param")
                                                && form.trait("text")
                                                        .matches("(?i)eps(ilon)?\\w*"));
    }

    /** Where the small number is added: under the root or outside. */
    private static void epsilon(Value value, Facts facts) {
        if (value.args().size() != 2) {
            return;
        }
        var divisor = value.arg(1);
        var root =
                value.is("div")
                        ? Flow.underRoot(divisor)
                        : Flow.underInverseRoot(divisor)
                                .or(() -> Flow.underInverseRoot(value.arg(0)));
        var subject =
                value.is("div")
                        ? value.arg(0)
                        : Flow.underInverseRoot(divisor).isPresent() ? value.arg(0) : divisor;
        if (root.isPresent()) {
            var sum = Flow.form(root.get(), "add", "maximum");
            boolean small =
                    sum.isPresent()
                            && sum.get().args().stream().anyMatch(StatisticsRules::epsilonLike);
            boolean statistic =
                    Flow.sources(root.get(), 30).stream()
                            .anyMatch(part -> part.is("mean", "var", "sum"));
            if (statistic) {
                var centred =
                        Flow.sourcesUpTo(subject, from -> from.is("sub", "add", "div", "matmul"))
                                .stream()
                                .anyMatch(
                                        from ->
                                                from.is("sub")
                                                        && Flow.source(from.arg(1), "mean")
                                                                .isPresent());
                facts.technique(
                        "divide-by-root",
                        centred ? "centred" : "uncentred",
                        centred
                                ? "Subtracts the mean and then divides the centred "
                                        + Wording.name(subject)
                                        + " by the root of its mean square"
                                : "Divides "
                                        + Wording.name(subject)
                                        + " by the root of the mean of its squares, without"
                                        + " subtracting the mean",
                        value);
                if (small) {
                    var what =
                            Flow.sources(root.get(), 30).stream()
                                            .anyMatch(
                                                    part ->
                                                            part.is("var")
                                                                    || part.is("sub")
                                                                            && Flow.source(
                                                                                            part
                                                                                                    .arg(
                                                                                                            1),
                                                                                            "mean")
                                                                                    .isPresent())
                                    ? "variance"
                                    : "mean square";
                    facts.technique(
                            "epsilon",
                            "inside-root-" + what.replace(' ', '-'),
                            "Adds eps to the " + what + " inside the square root",
                            sum.get(),
                            value);
                } else if (sum.isEmpty()) {
                    facts.fault(
                            "epsilon",
                            "none",
                            "Divides by the root of "
                                    + Wording.name(root.get())
                                    + " without any eps",
                            value);
                }
            }
            return;
        }
        if (!value.is("div")) {
            return;
        }
        var sum = Flow.form(divisor, "add");
        if (sum.isPresent() && sum.get().args().stream().anyMatch(StatisticsRules::epsilonLike)) {
            var other = epsilonLike(sum.get().arg(0)) ? sum.get().arg(1) : sum.get().arg(0);
            boolean outside =
                    Flow.underRoot(other)
                                    .filter(
                                            inner ->
                                                    Flow.sources(inner, 25).stream()
                                                            .anyMatch(
                                                                    part ->
                                                                            part.is(
                                                                                    "mean", "var",
                                                                                    "sum")))
                                    .isPresent()
                            || Flow.form(other, "std", "linalg.norm").isPresent();
            var std = Flow.form(other, "std");
            if (std.isPresent() && std.get().trait("axis").equals("first")) {
                // Features of a data set, where it is the usual way.
                facts.technique(
                        "standardize",
                        "guarded",
                        "Divides "
                                + Wording.name(value.arg(0))
                                + " by the standard deviation of each feature plus eps",
                        value);
            } else if (outside) {
                facts.fault(
                        "epsilon",
                        "outside-root",
                        "Adds eps to the standard deviation, outside the square root",
                        sum.get(),
                        value);
            } else {
                facts.technique(
                        "epsilon",
                        "in-divisor",
                        "Adds a small eps to the divisor " + Wording.name(other),
                        sum.get(),
                        value);
            }
            return;
        }
        if (Flow.form(divisor, "std").isPresent()
                || Flow.form(divisor, "where")
                        .filter(where -> Flow.source(where, "std").isPresent())
                        .isPresent()) {
            facts.technique(
                    "standardize",
                    "std",
                    "Divides " + Wording.name(value.arg(0)) + " by the standard deviation",
                    value);
            if (Flow.form(divisor, "where", "maximum", "setitem").isPresent()) {
                facts.technique(
                        "standardize",
                        "guarded",
                        "Guards features without spread: their standard deviation is replaced"
                                + " before dividing",
                        divisor,
                        value);
            }
        }
    }

    private static void inverse(Value value, Facts facts) {
        if (!value.is("mul") || value.args().size() != 2) {
            return;
        }
        for (int side = 0; side < 2; side++) {
            var factor = value.arg(side);
            var other = value.arg(1 - side);
            boolean parameter =
                    Flow.forms(factor).stream()
                            .anyMatch(
                                    form ->
                                            form.is("param")
                                                    || form.is("index")
                                                            && form.arg(0)
                                                                    .is("param", "comprehension"));
            boolean normed =
                    Flow.forms(other).stream()
                            .anyMatch(
                                    form ->
                                            form.is("div", "mul")
                                                    && Flow.sources(form, 30).stream()
                                                            .anyMatch(
                                                                    part ->
                                                                            part.is(
                                                                                    "sqrt", "rsqrt",
                                                                                    "pow", "std"))
                                                    && Flow.sources(form, 40).stream()
                                                            .anyMatch(
                                                                    part ->
                                                                            part.is(
                                                                                    "mean", "var",
                                                                                    "std")));
            if (parameter && normed) {
                boolean shifted =
                        Flow.users(value).stream()
                                .anyMatch(
                                        user ->
                                                user.is("add")
                                                        && user.args().stream()
                                                                .anyMatch(
                                                                        arg ->
                                                                                Flow.form(
                                                                                                arg,
                                                                                                "param",
                                                                                                "index")
                                                                                        .isPresent()));
                facts.technique(
                        "affine",
                        shifted ? "scale-and-shift" : "scale",
                        "Applies "
                                + Wording.name(factor)
                                + " as a factor"
                                + (shifted
                                        ? " and then adds "
                                                + Wording.name(
                                                        Flow.users(value).stream()
                                                                .filter(user -> user.is("add"))
                                                                .findFirst()
                                                                .map(
                                                                        add ->
                                                                                add.args().stream()
                                                                                        .filter(
                                                                                                arg ->
                                                                                                        arg
                                                                                                                != value)
                                                                                        .findFirst()
                                                                                        .orElse(
                                                                                                add))
                                                                .orElse(value))
                                        : " and adds nothing"),
                        value);
            }
        }
    }

    // Composition

    /** A norm over a value: it is centred or squared, averaged, and divided by a root. */
    static boolean isNorm(Value value) {
        return Flow.forms(value).stream()
                        .anyMatch(
                                form ->
                                        form.is("add", "mul", "div")
                                                && Flow.sources(form, 8).stream()
                                                        .anyMatch(
                                                                part ->
                                                                        part.is("div", "mul")
                                                                                && part.args()
                                                                                                .size()
                                                                                        == 2
                                                                                && (Flow.underRoot(
                                                                                                part
                                                                                                        .arg(
                                                                                                                1))
                                                                                        .or(
                                                                                                () ->
                                                                                                        Flow
                                                                                                                .underInverseRoot(
                                                                                                                        part
                                                                                                                                .arg(
                                                                                                                                        1)))
                                                                                        .filter(
                                                                                                root ->
                                                                                                        Flow
                                                                                                                .sources(
                                                                                                                        root,
                                                                                                                        12)
                                                                                                                .stream()
                                                                                                                .anyMatch(
                                                                                                                        from ->
                                                                                                                                from
                                                                                                                                        .is(
                                                                                                                                                "mean",
                                                                                                                                                "var")))
                                                                                        .isPresent())))
                || Flow.forms(value).stream().anyMatch(form -> form.is("layer_norm", "rms_norm"));
    }

    private static void residual(Value add, Facts facts) {
        if (add.args().size() != 2) {
            return;
        }
        for (int side = 0; side < 2; side++) {
            var input = add.arg(side);
            var output = add.arg(1 - side);
            if (Flow.forms(output).stream().anyMatch(form -> form.is("param", "const", "index"))
                    || Flow.isForm(output, input)) {
                continue;
            }
            var inputs = Flow.forms(input);
            var within = Flow.sourcesUpTo(output, inputs::contains);
            boolean through = within.stream().anyMatch(value -> value.is("matmul", "einsum"));
            boolean back =
                    inputs.stream().anyMatch(form -> within.contains(form) && !form.is("const"))
                            && !Flow.sources(input, 200).contains(output);
            if (!through
                    || !back
                    || inputs.stream().anyMatch(form -> form.is("const"))
                    || Flow.sources(input, 4).stream()
                            .anyMatch(value -> value.is("mul") && value == input)) {
                continue;
            }
            boolean own =
                    within.stream()
                            .anyMatch(
                                    value ->
                                            value.is("softmax")
                                                    || value.is("exp")
                                                            && SoftmaxRules.sum(value).isPresent());
            boolean normed =
                    within.stream()
                            .anyMatch(
                                    value ->
                                            value.is("matmul")
                                                    && !value.args().isEmpty()
                                                    && isNorm(value.arg(0)));
            var what = own ? "attention" : "feed-forward network";
            facts.technique(
                    "residual",
                    what.replace(' ', '-') + (isNorm(input) ? "-from-normalized" : ""),
                    "Adds "
                            + (isNorm(input) ? "the normalized " : "the un-normalized input ")
                            + Wording.name(input)
                            + " back after the "
                            + what
                            + ", a residual connection",
                    add);
            if (onlyNormalized(add)) {
                facts.technique(
                        "norm.place",
                        "after-sum",
                        "Applies layer norm to the sum of the input and the sub-layer output, as in"
                                + " norm(x + f(x))",
                        add);
            }
            if (normed && !isNorm(input)) {
                facts.technique(
                        "norm.place",
                        "before-" + what.replace(' ', '-'),
                        "Normalizes the input of the "
                                + what
                                + " and not its output, as in x + f(norm(x))",
                        add);
            }
            return;
        }
    }

    /** The sum goes nowhere but into a norm. */
    private static boolean onlyNormalized(Value sum) {
        var reached = new LinkedHashSet<Value>();
        var open = new ArrayDeque<Value>();
        open.add(sum);
        boolean averaged = false;
        while (!open.isEmpty() && reached.size() < 60) {
            for (var user : open.poll().users()) {
                if (!user.live() || !reached.add(user)) {
                    continue;
                }
                boolean bias =
                        user.is("add")
                                && user.args().stream()
                                        .anyMatch(
                                                arg ->
                                                        Flow.form(arg, "param", "index")
                                                                .isPresent());
                if (bias || Flow.isForm(user, sum)) {
                    open.add(user);
                } else if (user.is("mean", "var", "std", "layer_norm", "rms_norm")) {
                    averaged = true;
                } else if (!user.is("sub", "attribute", "pow")) {
                    return false;
                }
            }
        }
        return averaged;
    }

    private static void activation(Value value, Facts facts) {
        boolean gelu =
                value.is("erf")
                        || Flow.source(
                                        value.arg(0),
                                        part -> Math.abs(part.number() - 0.044715) < 1e-6)
                                .isPresent();
        if (gelu) {
            facts.technique(
                    "activation",
                    "gelu",
                    "Uses GELU as the activation, with "
                            + (value.is("tanh") ? "the tanh approximation" : "the error function"),
                    value);
        }
    }

    private static void relu(Value value, Facts facts) {
        if (value.args().size() == 2 && Flow.zero(value.arg(0)) != Flow.zero(value.arg(1))) {
            var other = Flow.zero(value.arg(0)) ? value.arg(1) : value.arg(0);
            if (Flow.form(other, "add", "matmul")
                    .filter(sum -> Flow.source(sum, "matmul").isPresent())
                    .isPresent()) {
                facts.technique("activation", "relu", "Uses ReLU as the activation", value);
            } else {
                facts.technique(
                        "clamp",
                        "zero",
                        "Takes the larger of "
                                + Wording.name(other)
                                + " and zero, so that the result is not negative",
                        value);
            }
        }
    }
}
