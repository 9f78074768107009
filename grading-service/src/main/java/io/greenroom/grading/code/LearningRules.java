package io.greenroom.grading.code;

import java.util.List;

/** Losses, gradients and their steps, divergences. */
final class LearningRules implements Rules {
    @Override
    public void look(Execution program, Facts facts) {
        for (var value : List.copyOf(program.values())) {
            switch (value.op()) {
                case "div" -> {
                    gradient(value, facts);
                    differences(value, facts);
                }
                case "solve", "lstsq", "inv", "pinv", "cholesky" ->
                        facts.technique(
                                "fit",
                                "closed-form",
                                "Obtains the weights in closed form with a call of np.linalg."
                                        + value.op()
                                        + " instead of gradient descent",
                                value);
                case "mul" -> divergence(value, facts);
                case "sub" -> step(value, facts);
                case "neg" -> likelihood(value, facts);
                case "maximum", "clip" -> clamp(value, facts);
                case "isfinite", "isnan", "isinf" ->
                        facts.technique(
                                "check",
                                "finite",
                                "Checks whether " + Wording.name(value.arg(0)) + " is finite",
                                value);
                default -> {
                    // Others look at it.
                }
            }
        }
        for (var event : program.events()) {
            if (event instanceof Event.Jump jump && jump.kind().startsWith("break")) {
                for (var condition : jump.conditions()) {
                    var value = condition.value();
                    boolean gradient =
                            Flow.sources(value, 25).stream()
                                    .anyMatch(
                                            part ->
                                                    part.is("matmul") && part.loops() > 0
                                                            || part.name() != null
                                                                    && part.name()
                                                                            .matches(
                                                                                    "(?i)g|[gd][wb]|.*grad.*"));
                    boolean changes =
                            Flow.sources(value, 8).stream()
                                    .anyMatch(
                                            part ->
                                                    part.is("linalg.norm", "abs", "max")
                                                            && Flow.source(part, "sub")
                                                                    .isPresent());
                    if (Flow.sources(value, 6).stream().anyMatch(part -> part.is("compare"))) {
                        facts.at(
                                CodeFact.Kind.TECHNIQUE,
                                "stop",
                                gradient ? "gradient" : changes ? "change" : "condition",
                                "Stops the loop when "
                                        + Wording.of(value)
                                        + (gradient
                                                ? ", a test of the size of the gradient"
                                                : changes
                                                        ? ", a test of how much still changes"
                                                        : ""),
                                true,
                                value.span(),
                                value.entry());
                    }
                }
            }
        }
    }

    private static void gradient(Value div, Facts facts) {
        var product = Flow.form(div.arg(0), "matmul");
        if (product.isEmpty()) {
            return;
        }
        boolean transposed =
                Flow.sources(product.get().arg(0), 5).stream()
                                .anyMatch(from -> from.is("transpose"))
                        || Flow.source(product.get().arg(1), "sub").isPresent();
        boolean residual =
                product.get().args().stream().anyMatch(arg -> Flow.form(arg, "sub").isPresent());
        if (transposed && residual && (Flow.size(div.arg(1)))) {
            facts.technique(
                    "gradient",
                    "mean-residual",
                    "Computes the gradient of the weights as the transpose of the inputs times the"
                            + " residuals, divided by the number of rows",
                    div);
        }
    }

    private static void differences(Value div, Facts facts) {
        var sub = Flow.form(div.arg(0), "sub");
        boolean both =
                Flow.forms(div.arg(1)).stream()
                        .anyMatch(
                                form ->
                                        form.is("mul")
                                                && form.args().stream()
                                                        .anyMatch(arg -> arg.number() == 2));
        boolean small =
                Flow.forms(div.arg(1)).stream()
                        .anyMatch(form -> form.number() > 0 && form.number() < 1e-2);
        if (sub.isPresent() && (both || small)) {
            facts.technique(
                    "gradient",
                    "finite-differences",
                    "Compares the gradient with finite differences of the loss"
                            + (both ? ", central ones" : ""),
                    div);
        }
    }

    private static void step(Value sub, Facts facts) {
        if (sub.args().size() != 2 || sub.loops() == 0) {
            return;
        }
        var product = Flow.form(sub.arg(1), "mul");
        if (product.isPresent()
                && product.get().args().stream()
                        .anyMatch(
                                arg ->
                                        Flow.forms(arg).stream()
                                                .anyMatch(
                                                        form ->
                                                                form.is("param")
                                                                        && form.trait("text")
                                                                                .matches(
                                                                                        "(?i).*(rate|lr|eta|step|alpha).*")))) {
            facts.technique("fit", "steps", "Fits the weights by gradient steps in a loop", sub);
            facts.technique(
                    "gradient",
                    "step",
                    "Moves "
                            + Wording.name(sub.arg(0))
                            + " against its gradient by the learning rate in each step",
                    sub);
        }
    }

    private static void divergence(Value mul, Facts facts) {
        if (mul.args().size() != 2) {
            return;
        }
        for (int side = 0; side < 2; side++) {
            var p = mul.arg(side);
            var other = mul.arg(1 - side);
            for (var form : Flow.forms(other)) {
                boolean difference =
                        form.is("sub", "subtract")
                                && form.args().size() >= 2
                                && logarithmic(form.arg(0))
                                && logarithmic(form.arg(1));
                boolean ratio = form.is("log") && Flow.form(form.arg(0), "div").isPresent();
                if (difference || ratio) {
                    facts.technique(
                            "divergence",
                            ratio ? "log-ratio" : "log-difference",
                            "Multiplies "
                                    + Wording.name(p)
                                    + " with the "
                                    + (ratio
                                            ? "logarithm of a ratio"
                                            : "difference of the logarithms")
                                    + ", "
                                    + Wording.of(form)
                                    + ", the terms of a KL divergence",
                            mul);
                }
            }
        }
    }

    private static boolean logarithmic(Value value) {
        return Flow.forms(value).stream()
                .anyMatch(
                        form ->
                                form.is("log", "log_softmax")
                                        || form.is("sub")
                                                && Flow.source(form.arg(1), "log", "logsumexp")
                                                        .isPresent()
                                        || form.is("add", "where", "setitem")
                                                && Flow.source(form, "log").isPresent());
    }

    private static void likelihood(Value neg, Facts facts) {
        if (Flow.sources(neg.arg(0), 15).stream()
                .anyMatch(value -> value.is("log", "log_softmax", "logsumexp"))) {
            facts.technique(
                    "likelihood",
                    "negative-log",
                    "Takes the negative log-probability " + Wording.of(neg.arg(0)),
                    neg);
        }
    }

    private static void clamp(Value value, Facts facts) {
        boolean eps =
                value.args().stream()
                        .skip(1)
                        .anyMatch(
                                arg ->
                                        arg.number() > 0 && arg.number() < 1e-3
                                                || Flow.forms(arg).stream()
                                                        .anyMatch(
                                                                form ->
                                                                        form.is("param")
                                                                                && form.trait(
                                                                                                "text")
                                                                                        .toLowerCase(
                                                                                                java
                                                                                                        .util
                                                                                                        .Locale
                                                                                                        .ROOT)
                                                                                        .startsWith(
                                                                                                "eps")));
        if (eps) {
            facts.technique(
                    "clamp",
                    "eps",
                    "Clamps " + Wording.name(value.arg(0)) + " to at least eps",
                    value);
        }
    }
}
