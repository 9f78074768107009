package io.greenroom.grading.code;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Exponentials and what keeps them finite, softmax and its axis, scaled scores, masks. */
final class SoftmaxRules implements Rules {
    private static final String[] SOFTMAX = {"softmax", "log_softmax"};

    @Override
    public void look(Execution program, Facts facts) {
        for (var value : List.copyOf(program.values())) {
            switch (value.op()) {
                case "exp" -> exponential(value, facts);
                case "softmax", "log_softmax" -> library(value, facts);
                case "div" -> {
                    normalized(value, facts);
                    scaled(value, facts);
                }
                case "mul" -> {
                    scaled(value, facts);
                    maskedProduct(value, facts);
                }
                case "log" -> logarithm(value, facts);
                case "sub" -> logSoftmax(value, facts);
                case "where" -> mask(value, facts);
                case "add" -> additiveMask(value, facts);
                case "setitem" -> assignedMask(value, facts);
                case "matmul", "einsum" -> weighted(value, facts);
                case "nan_to_num" ->
                        facts.technique(
                                "guard.nan",
                                "nan-to-num",
                                "Replaces NaN in "
                                        + Wording.name(value.arg(0))
                                        + " so that a fully masked row gives no NaN",
                                value);
                default -> {
                    // Others look at it.
                }
            }
        }
        unscaled(program, facts);
    }

    // The exponential and the maximum

    /** The maxima that a value is shifted by, if it is a difference. */
    private static List<Value[]> shifts(Value argument) {
        var found = new ArrayList<Value[]>();
        for (var form : Flow.forms(argument)) {
            if (form.is("sub") && form.args().size() == 2) {
                maximum(form.arg(1)).ifPresent(max -> found.add(new Value[] {form, max}));
            }
            // exp((x - max) / temperature) and the like
            if (form.is("div", "mul") && found.isEmpty()) {
                for (var inner : Flow.forms(form.arg(0))) {
                    if (inner.is("sub") && inner.args().size() == 2) {
                        maximum(inner.arg(1)).ifPresent(max -> found.add(new Value[] {inner, max}));
                    }
                }
            }
            if (form.is("index", "take", "setitem", "where", "clip", "minimum")
                    && found.isEmpty()) {
                for (var part : form.args()) {
                    if (found.isEmpty() && part != form) {
                        for (var inner : Flow.forms(part)) {
                            if (inner.is("sub") && inner.args().size() == 2) {
                                maximum(inner.arg(1))
                                        .ifPresent(max -> found.add(new Value[] {inner, max}));
                            } else if (inner.is("div", "take", "index")) {
                                found.addAll(shifts(inner.arg(0)));
                            }
                        }
                    }
                }
            }
        }
        return found;
    }

    /** The maximum that a value stands for, perhaps guarded against infinity. */
    private static Optional<Value> maximum(Value value) {
        for (var form : Flow.forms(value)) {
            if (form.is("max") || sortedFirst(form)) {
                return Optional.of(form);
            }
            if (form.is("where", "maximum", "nan_to_num", "index", "setitem", "reshape", "clip")) {
                for (var part : form.args()) {
                    if (part != form && !part.is("compare")) {
                        var inner = Flow.form(part, "max");
                        if (inner.isPresent()) {
                            return inner;
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The first of values that were sorted, or the one at the position of the largest. */
    private static boolean sortedFirst(Value value) {
        if (!value.is("index", "take")) {
            return false;
        }
        boolean first = value.trait("pattern").matches("((:|\\.\\.\\.),)?(0|:1|0:1|-1|-1:)");
        boolean sorted =
                Flow.sources(value, 40).stream()
                        .anyMatch(from -> from.is("sort", "argsort", "nlargest"));
        boolean largest =
                value.args().stream()
                        .skip(1)
                        .anyMatch(
                                arg ->
                                        Flow.sources(arg, 8).stream()
                                                .anyMatch(
                                                        from ->
                                                                from.is("argmax")
                                                                        || from.trait("pattern")
                                                                                        .matches(
                                                                                                "0|-1")
                                                                                && Flow.source(
                                                                                                from,
                                                                                                "argsort",
                                                                                                "sort",
                                                                                                "nlargest")
                                                                                        .isPresent()));
        return first && sorted || largest;
    }

    private static void exponential(Value exp, Facts facts) {
        if (exp.args().isEmpty()) {
            return;
        }
        var argument = exp.arg(0);
        var shifts = shifts(argument);
        boolean summed = sum(exp).isPresent();
        if (!shifts.isEmpty()) {
            var sub = shifts.getFirst()[0];
            var max = shifts.getFirst()[1];
            var axis = max.is("max") ? max.trait("axis") : "last";
            boolean kept = kept(max, sub.arg(1));
            facts.technique(
                    "exp.shift",
                    "max-" + axis,
                    "Subtracts the maximum of "
                            + Wording.name(max.arg(0))
                            + " "
                            + Wording.axis(axis)
                            + (kept ? ", with the axis kept," : "")
                            + " from "
                            + Wording.name(sub.arg(0))
                            + " before the exponential, so that exp cannot overflow",
                    sub,
                    exp,
                    max);
            if (axis.equals("all")) {
                facts.fault(
                        "exp.shift",
                        "max-whole-array",
                        "The maximum is taken over the whole array instead of each row",
                        max,
                        exp);
            }
            order(sub, max, facts);
        } else if (summed
                && !Flow.source(argument, "log_softmax", "logsumexp").isPresent()
                && !negativeByConstruction(argument)) {
            facts.fault(
                    "exp.shift",
                    "none",
                    "Exponentiates "
                            + Wording.name(argument)
                            + " without subtracting its maximum first, so large values overflow",
                    exp);
        } else if (Flow.source(
                                argument,
                                value ->
                                        value.is("mean")
                                                || value.is("div")
                                                        && Flow.source(value.arg(0), "sum", "add")
                                                                .isPresent())
                        .isPresent()
                && Flow.source(argument, "log", "log_softmax", "logsumexp").isPresent()
                && !summed) {
            boolean averagedAfter =
                    Flow.consequences(exp).stream().anyMatch(user -> user.is("mean"));
            facts.technique(
                    "exp.mean",
                    averagedAfter || exp.loops() > 0 ? "each-then-mean" : "once",
                    averagedAfter
                            ? "Exponentiates an average for each document and then takes the mean"
                                    + " of these"
                            : "Exponentiates the average negative log-likelihood "
                                    + (exp.loops() > 0 ? "inside a loop" : "once at the end"),
                    exp);
        }
    }

    private static boolean negativeByConstruction(Value argument) {
        // exp(-x ** 2) and exp(log p) cannot overflow in the way of a softmax.
        for (var form : Flow.forms(argument)) {
            if (form.is("neg", "log")) {
                return true;
            }
            if (form.is("sub") && Flow.source(form.arg(1), "log", "logsumexp").isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean kept(Value max, Value subtracted) {
        return max.trait("keepdims").equals("True")
                || Flow.sources(subtracted, 20).stream()
                        .anyMatch(
                                value ->
                                        value.is("expand")
                                                || value.is("index")
                                                        && value.trait("pattern").contains("None"));
    }

    /** Whether the maximum saw the scores before or after the mask. */
    private static void order(Value sub, Value max, Facts facts) {
        var masked = maskOf(sub.arg(0));
        if (masked.isEmpty()) {
            return;
        }
        var seen = maskOf(max.arg(0));
        if (seen.isPresent() || max.trait("where").equals("given")) {
            facts.technique(
                    "mask.maximum",
                    "after-mask",
                    "Takes the row maximum after the mask was applied, so that a masked score"
                            + " cannot set it",
                    max,
                    sub);
        } else {
            facts.fault(
                    "mask.maximum",
                    "before-mask",
                    "Takes the maximum before the mask is applied, so that a masked score can set"
                            + " it",
                    max,
                    sub);
        }
    }

    /** The mask in a value's way, if it was masked. */
    private static Optional<Value> maskOf(Value scores) {
        return Flow.sources(scores, 60).stream().filter(SoftmaxRules::isMask).findFirst();
    }

    static boolean isMask(Value value) {
        return value.is("where")
                        && value.args().size() == 3
                        && (Flow.veryNegative(value.arg(1)) || Flow.veryNegative(value.arg(2)))
                || value.is("setitem") && Flow.veryNegative(value.arg(2))
                || value.is("add") && (bias(value.arg(0)) || bias(value.arg(1)))
                || value.is("sub") && value.args().size() == 2 && largeProduct(value.arg(1));
    }

    private static boolean largeProduct(Value value) {
        return Flow.forms(value).stream()
                .anyMatch(
                        form ->
                                form.is("mul")
                                        && (form.arg(0).number() >= 1e3
                                                || form.arg(1).number() >= 1e3));
    }

    /** Zero where allowed and very negative where not. */
    private static boolean bias(Value value) {
        return Flow.forms(value).stream()
                .anyMatch(
                        form ->
                                form.is("where")
                                                && form.args().size() == 3
                                                && (Flow.veryNegative(form.arg(1))
                                                                && Flow.zero(form.arg(2))
                                                        || Flow.veryNegative(form.arg(2))
                                                                && Flow.zero(form.arg(1)))
                                        || form.is("mul")
                                                && (Flow.veryNegative(form.arg(0))
                                                        || Flow.veryNegative(form.arg(1)))
                                        || form.is("setitem") && Flow.veryNegative(form.arg(2))
                                        || form.is("triu", "tril")
                                                && Flow.source(form, Flow::veryNegative)
                                                        .isPresent());
    }

    /** The sum over this exponential, if there is one. */
    static Optional<Value> sum(Value exp) {
        for (var user : Flow.users(exp)) {
            if (user.is("sum") && sameOrGuarded(user.arg(0), exp)) {
                return Optional.of(user);
            }
            if (user.is("where", "mul", "setitem", "index")) {
                for (var further : Flow.users(user)) {
                    if (further.is("sum") && Flow.isForm(further.arg(0), user)) {
                        return Optional.of(further);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean sameOrGuarded(Value value, Value exp) {
        return Flow.isForm(value, exp) || value.is("comprehension");
    }

    // Softmax

    /** Whether the value is a softmax that was written out: exponentials over their sum. */
    static Optional<Value> writtenOut(Value div) {
        if (!div.is("div") || div.args().size() < 2) {
            return Optional.empty();
        }
        var above =
                Flow.sources(div.arg(0), 25).stream().filter(value -> value.is("exp")).findFirst();
        if (above.isEmpty()) {
            return Optional.empty();
        }
        var exp = above.get();
        return Flow.sources(div.arg(1), 40).stream()
                .filter(value -> value.is("sum") && Flow.sources(value, 40).contains(exp))
                .findFirst();
    }

    private static void normalized(Value div, Facts facts) {
        var sum = writtenOut(div);
        boolean already =
                !div.args().isEmpty()
                        && Flow.sources(div.arg(0), 20).stream()
                                .anyMatch(from -> from != div && isSoftmax(from));
        if (sum.isEmpty() || already) {
            renormalized(div, facts);
            return;
        }
        var axis = sum.get().trait("axis");
        facts.technique(
                "softmax.axis",
                axis,
                "Normalizes the weights "
                        + Wording.axis(axis)
                        + ": divides the exponentials by their sum "
                        + Wording.axis(axis),
                div,
                sum.get());
        if (guarded(div.arg(1)) || div.trait("where").equals("given")) {
            facts.technique(
                    "guard.sum",
                    "yes",
                    "Guards a row in which every key is masked: a sum of zero is replaced before"
                            + " dividing, so the row gives no NaN",
                    div.arg(1).is("sum") ? div : div.arg(1),
                    div);
        } else if (maskOf(div.arg(0)).isPresent()
                && infiniteMask(div.arg(0))
                && Flow.consequences(div).stream()
                        .noneMatch(
                                user ->
                                        user.is("nan_to_num")
                                                || user.is("where", "setitem")
                                                        && Flow.sources(user, 20).stream()
                                                                .anyMatch(
                                                                        from ->
                                                                                from.is(
                                                                                        "any",
                                                                                        "all",
                                                                                        "isnan",
                                                                                        "isfinite",
                                                                                        "sum")))) {
            facts.fault(
                    "guard.sum",
                    "no",
                    "Does not guard a row in which every key is masked: zero divided by zero gives"
                            + " NaN",
                    div,
                    sum.get());
        }
        if (!axis.equals("all")
                && !sum.get().trait("keepdims").equals("True")
                && Flow.sources(div.arg(1), 15).stream()
                        .noneMatch(
                                value ->
                                        value.is("expand", "reshape", "einsum")
                                                || value.trait("pattern").contains("None"))
                && sum.get().loops() == 0) {
            facts.fault(
                    "softmax.keepdims",
                    "lost",
                    "Sums without keeping the axis, so that the division broadcasts wrongly",
                    sum.get(),
                    div);
        }
        afterMask(div, facts);
    }

    private static boolean infiniteMask(Value value) {
        return Flow.sources(value, 120).stream().anyMatch(Flow::minusInfinity);
    }

    private static boolean guarded(Value divisor) {
        for (var form : Flow.forms(divisor)) {
            boolean ofSum = form.args().stream().anyMatch(arg -> Flow.form(arg, "sum").isPresent());
            boolean small =
                    form.is("add")
                            && form.args().stream()
                                    .anyMatch(
                                            arg ->
                                                    arg.number() > 0 && arg.number() < 1e-3
                                                            || arg.trait("text").startsWith("eps"));
            if (ofSum && (form.is("where", "maximum", "clip", "setitem") || small)) {
                return true;
            }
        }
        return false;
    }

    private static void library(Value softmax, Facts facts) {
        var axis = softmax.trait("axis");
        facts.technique(
                softmax.is("softmax") ? "softmax.axis" : "logsoftmax",
                softmax.is("softmax") ? axis : "library-" + axis,
                "Calls the library's "
                        + softmax.op().replace('_', ' ')
                        + " on "
                        + Wording.name(softmax.arg(0))
                        + " "
                        + Wording.axis(axis),
                softmax);
        facts.technique(
                "exp.shift",
                "library",
                "Leaves the softmax to a library, which subtracts the maximum itself",
                softmax);
        afterMask(softmax, facts);
    }

    private static boolean isSoftmax(Value value) {
        return value.is("softmax") || writtenOut(value).isPresent();
    }

    /** What masks do to the weights once they are normalized. */
    private static void afterMask(Value weights, Facts facts) {
        for (var user : Flow.users(weights)) {
            boolean zeroed =
                    user.is("where")
                                    && user.args().size() == 3
                                    && !guardsNan(user)
                                    && (Flow.zero(user.arg(2)) || Flow.zero(user.arg(1)))
                            || user.is("setitem")
                                    && user.args().size() == 3
                                    && Flow.zero(user.arg(2))
                                    && Flow.isForm(user.arg(0), weights)
                                    && !guardsNan(user)
                            || user.is("mul")
                                    && user.args().stream().anyMatch(SoftmaxRules::looksLikeMask);
            if (!zeroed || maskOf(weights).isPresent()) {
                continue;
            }
            boolean again =
                    Flow.users(user).stream()
                            .anyMatch(
                                    next ->
                                            next.is("div")
                                                    && Flow.sources(next.arg(1), 15).stream()
                                                            .anyMatch(from -> from.is("sum")));
            facts.fault(
                    "mask.place",
                    again ? "after-softmax-renormalized" : "after-softmax",
                    again
                            ? "Sets weights to zero by the mask after the softmax and normalizes"
                                    + " them again"
                            : "Sets attention weights to zero where the mask is False after the"
                                    + " softmax was computed, and does not normalize again",
                    user,
                    weights);
        }
    }

    private static boolean guardsNan(Value where) {
        var test = where.is("setitem") ? where.arg(1).args().getLast() : where.arg(0);
        return Flow.sources(test, 15).stream()
                .anyMatch(
                        value ->
                                value.is(
                                        "any",
                                        "all",
                                        "isnan",
                                        "isfinite",
                                        "isinf",
                                        "sum",
                                        "isneginf"));
    }

    private static boolean looksLikeMask(Value value) {
        return Flow.sources(value, 12).stream()
                .anyMatch(
                        from ->
                                from.is("param", "name") && named(from.trait("text"))
                                        || from.is("tril", "triu")
                                        || from.name() != null && named(from.name()));
    }

    private static boolean named(String name) {
        var lower = name.toLowerCase(java.util.Locale.ROOT);
        return lower.contains("mask")
                || lower.contains("allowed")
                || lower.contains("valid")
                || lower.contains("keep")
                || lower.contains("visible");
    }

    private static void renormalized(Value div, Facts facts) {
        var sum =
                Flow.sources(div.arg(1), 12).stream().filter(value -> value.is("sum")).findFirst();
        if (sum.isEmpty() || !Flow.same(sum.get().arg(0), div.arg(0))) {
            return;
        }
        boolean filtered =
                Flow.sources(div.arg(0), 10).stream()
                        .anyMatch(
                                value ->
                                        value.is("where", "setitem", "mul", "index")
                                                        && Flow.zero(value.args().getLast())
                                                || value.is("where", "setitem"));
        facts.technique(
                "renormalize",
                filtered ? "after-filter" : "plain",
                (filtered
                                ? "Divides the kept probabilities by their sum"
                                : "Divides " + Wording.name(div.arg(0)) + " by its sum")
                        + " "
                        + Wording.axis(sum.get().trait("axis"))
                        + ", so that they sum to one again",
                div,
                sum.get());
    }

    // Scale

    private static void scaled(Value value, Facts facts) {
        if (value.args().size() < 2) {
            return;
        }
        for (int side = 0; side < 2; side++) {
            if (value.is("div") && side == 0) {
                continue;
            }
            var scale = value.arg(side);
            var other = value.arg(1 - side);
            var size = value.is("div") ? Flow.underRoot(scale) : Flow.underInverseRoot(scale);
            if (size.isPresent()) {
                boolean fixed = !Double.isNaN(size.get().number());
                if (!fixed && !Flow.size(size.get())) {
                    continue;
                }
                var head =
                        Flow.forms(size.get()).stream()
                                .anyMatch(
                                        form ->
                                                form.is("floordiv")
                                                        || Flow.source(form, "floordiv")
                                                                .isPresent());
                facts.technique(
                        "scale",
                        fixed ? "hard-coded" : "root-of-size",
                        (value.is("div") ? "Divides " : "Multiplies ")
                                + Wording.name(other)
                                + (value.is("div")
                                        ? " by the square root of "
                                        : " by one over the square root of ")
                                + Wording.name(size.get())
                                + (fixed
                                        ? ", a fixed number"
                                        : head
                                                ? ", the size of a head, " + Wording.of(size.get())
                                                : ", that is " + Wording.of(size.get())),
                        value);
                return;
            }
            if (value.is("div")
                    && Flow.form(other, "matmul", "einsum").isPresent()
                    && Flow.size(scale)
                    && toSoftmax(value)) {
                facts.fault(
                        "scale",
                        "size-without-root",
                        "Divides the scores by "
                                + Wording.of(scale)
                                + " itself instead of its square root",
                        value);
                return;
            }
        }
    }

    private static boolean toSoftmax(Value value) {
        return Flow.consequences(value).stream()
                .anyMatch(user -> user.is("exp") || user.is(SOFTMAX));
    }

    /** A softmax over dot products that nothing scales. */
    private static void unscaled(Execution program, Facts facts) {
        if (facts.has("scale", "root-of-size")
                || facts.has("scale", "hard-coded")
                || facts.has("scale", "size-without-root")) {
            return;
        }
        for (var value : program.values()) {
            boolean end = value.is("softmax") || value.is("exp") && sum(value).isPresent();
            if (!end || value.args().isEmpty()) {
                continue;
            }
            // Only what the product alone goes through: a long way is another computation.
            var product =
                    Flow.sources(value.arg(0), 25).stream().filter(SoftmaxRules::ofTwo).findFirst();
            if (product.isPresent()
                    && Flow.consequences(value).stream()
                            .anyMatch(user -> user.is("matmul", "einsum"))) {
                facts.fault(
                        "scale",
                        "none",
                        "The scores are never divided by the square root of the feature size before"
                                + " the softmax",
                        product.get(),
                        value);
                return;
            }
        }
    }

    private static boolean ofTwo(Value product) {
        return product.is("matmul")
                        && product.args().stream()
                                .anyMatch(
                                        arg -> Flow.form(arg, "transpose", "swapaxes").isPresent())
                || product.is("einsum");
    }

    // Masks

    private static void mask(Value where, Facts facts) {
        if (where.args().size() != 3) {
            return;
        }
        boolean first = Flow.veryNegative(where.arg(1));
        boolean second = Flow.veryNegative(where.arg(2));
        if (first == second) {
            return;
        }
        var fill = first ? where.arg(1) : where.arg(2);
        var kept = first ? where.arg(2) : where.arg(1);
        boolean bias = Flow.zero(kept);
        filled(where, where.arg(0), fill, first, bias, facts);
    }

    private static void filled(
            Value at, Value condition, Value fill, boolean whereTrue, boolean bias, Facts facts) {
        if (!toSoftmax(at)
                && !Flow.consequences(at).stream()
                        .anyMatch(user -> user.is("max", "argmax", "argsort", "logsumexp"))) {
            return;
        }
        var infinite = Flow.minusInfinity(fill);
        facts.technique(
                "mask.place",
                "before-softmax",
                (bias ? "Adds " : "Writes ")
                        + (infinite ? "minus infinity" : "a very negative number")
                        + (bias ? " to the scores " : " into the scores ")
                        + "at the disallowed positions before the softmax is computed",
                at);
        if (!infinite) {
            facts.technique(
                    "mask.fill",
                    "finite",
                    "Fills masked scores with the finite number " + Wording.name(fill),
                    at);
        }
        boolean negated = Flow.form(condition, "not").isPresent();
        boolean swapped = whereTrue && !negated && plainMask(condition);
        if (swapped) {
            facts.fault("mask.sense", "fills-true", "Fills the scores where the mask is True", at);
        } else if (plainMask(condition) || negated) {
            facts.technique(
                    "mask.sense", "fills-false", "Keeps the scores where the mask is True", at);
        }
        masks(condition, at, whereTrue, facts);
    }

    private static boolean plainMask(Value condition) {
        return Flow.forms(condition).stream()
                .anyMatch(form -> form.is("param") && named(form.trait("text")));
    }

    /** How the mask was made. */
    private static void masks(Value condition, Value at, boolean forbidden, Facts facts) {
        for (var value : Flow.sources(condition, 40)) {
            if (value.is("index")
                    && value.trait("pattern").replace(" ", "").equals(":,None,None,:")) {
                facts.technique(
                        "mask.shape",
                        "keys",
                        "Expands the mask to (B, 1, 1, T), so that it applies along the key axis"
                                + " for all heads and queries",
                        value,
                        at);
            } else if (value.is("index")
                    && value.trait("pattern").replace(" ", "").matches(":,None,:,None")) {
                facts.fault(
                        "mask.shape",
                        "queries",
                        "Expands the mask along the query axis instead of the key axis",
                        value,
                        at);
            } else if (value.is("reshape")
                    && value.args().stream().filter(arg -> arg.number() == 1).count() == 2) {
                facts.technique(
                        "mask.shape",
                        "keys",
                        "Reshapes the mask to (B, 1, 1, T), so that it applies along the key axis"
                                + " for all heads and queries",
                        value,
                        at);
            } else if (value.is("tril", "triu", "tri")) {
                facts.technique(
                        "mask.causal",
                        "yes",
                        "Masks later positions before the softmax with a triangle, so that position"
                                + " t attends to positions up to t",
                        value,
                        at);
            } else if (value.is("compare")
                    && value.args().size() == 2
                    && value.args().stream()
                            .allMatch(arg -> Flow.source(arg, "range").isPresent())) {
                facts.technique(
                        "mask.causal",
                        "yes",
                        "Masks later positions before the softmax: compares query and key positions"
                                + " and allows only keys at or before the query",
                        value,
                        at);
            } else if (value.is("and", "mul", "or") && value.args().size() == 2) {
                // Two reasons to forbid, joined by or, allow what both allow.
                boolean and =
                        value.is("or") == (forbidden && Flow.form(condition, "not").isEmpty());
                facts.technique(
                        "mask.combine",
                        and ? "and" : "or",
                        and
                                ? "Combines two masks so that both must allow a key, a logical and"
                                        + " over the key axis"
                                : "Combines two masks so that either may allow a key, a logical or",
                        value,
                        at);
            }
        }
    }

    private static void additiveMask(Value add, Facts facts) {
        for (var arg : add.args()) {
            for (var form : Flow.forms(arg)) {
                if (form.is("mul") && form.args().stream().anyMatch(Flow::veryNegative)) {
                    filled(
                            add,
                            form.arg(0),
                            form.args().stream()
                                    .filter(Flow::veryNegative)
                                    .findFirst()
                                    .orElse(form),
                            false,
                            true,
                            facts);
                }
            }
        }
    }

    private static void assignedMask(Value set, Facts facts) {
        if (set.args().size() != 3 || !Flow.veryNegative(set.arg(2))) {
            return;
        }
        var index = set.arg(1);
        var condition = index.args().size() > 1 ? index.arg(1) : index;
        filled(set, condition, set.arg(2), true, false, facts);
    }

    private static void maskedProduct(Value mul, Facts facts) {
        // Scores times a mask leave a zero where minus infinity belongs.
        if (mul.args().size() != 2 || !toSoftmax(mul)) {
            return;
        }
        for (int side = 0; side < 2; side++) {
            if (looksLikeMaskItself(mul.arg(side))
                    && Flow.sources(mul.arg(1 - side), 15).stream()
                            .anyMatch(
                                    value ->
                                            value.is("matmul", "einsum")
                                                    || value.is("param")
                                                            && "scores".equals(value.name()))
                    && !Flow.sources(mul.arg(1 - side), 40).stream()
                            .anyMatch(value -> value.is("exp"))) {
                facts.fault(
                        "mask.place",
                        "zero-scores",
                        "Multiplies the scores by the mask, which sets masked scores to zero"
                                + " instead of minus infinity, so they still get weight",
                        mul);
            }
        }
    }

    private static boolean looksLikeMaskItself(Value value) {
        return Flow.forms(value).stream()
                .anyMatch(
                        form ->
                                form.is("param", "name") && named(form.trait("text"))
                                        || form.is("tril"));
    }

    // Logarithms of softmax, and what the weights are used for

    private static void logarithm(Value log, Facts facts) {
        if (log.args().isEmpty()) {
            return;
        }
        for (var form : Flow.sources(log.arg(0), 8)) {
            boolean race = Flow.consequences(log).stream().anyMatch(user -> user.is("argmax"));
            if (isSoftmax(form) && !race) {
                facts.fault(
                        "logsoftmax",
                        "log-of-softmax",
                        "Takes the logarithm of softmax probabilities, which gives log(0) for a"
                                + " value far below the maximum",
                        log,
                        form);
                return;
            }
        }
        var sum =
                Flow.sources(log.arg(0), 8).stream()
                        .filter(
                                value ->
                                        value.is("sum")
                                                && Flow.sources(value, 15).stream()
                                                        .anyMatch(from -> from.is("exp")))
                        .findFirst();
        if (sum.isPresent()) {
            boolean shifted =
                    Flow.sources(sum.get(), 40).stream()
                            .filter(value -> value.is("exp"))
                            .anyMatch(exp -> !shifts(exp.arg(0)).isEmpty());
            facts.technique(
                    "logsumexp",
                    (shifted ? "shifted-" : "raw-") + sum.get().trait("axis"),
                    "Takes the logarithm of the sum of the exponentials "
                            + Wording.axis(sum.get().trait("axis"))
                            + (shifted
                                    ? ", a log-sum-exp with the maximum subtracted"
                                    : ", a log-sum-exp without any shift"),
                    log,
                    sum.get());
        }
    }

    private static void logSoftmax(Value sub, Facts facts) {
        if (sub.args().size() != 2) {
            return;
        }
        for (var form : Flow.forms(sub.arg(1))) {
            boolean norm =
                    form.is("logsumexp")
                            || form.is("log", "add")
                                    && Flow.sources(form, 20).stream()
                                            .anyMatch(
                                                    value ->
                                                            value.is("sum")
                                                                    && Flow.source(value, "exp")
                                                                            .isPresent());
            if (norm && !Flow.sources(sub.arg(0), 20).contains(form)) {
                facts.technique(
                        "logsoftmax",
                        "from-logits",
                        "Computes the log-softmax from the logits as "
                                + Wording.of(sub)
                                + ", the logit minus the log-sum-exp, never as the log of a"
                                + " softmax",
                        sub);
                return;
            }
        }
    }

    private static void weighted(Value product, Facts facts) {
        for (int i = 0; i < product.args().size(); i++) {
            var arg = product.arg(i);
            var softmax =
                    Flow.sourcesUpTo(arg, from -> from.is("matmul", "einsum") || isSoftmax(from))
                            .stream()
                            .filter(SoftmaxRules::isSoftmax)
                            .findFirst();
            if (softmax.isPresent() && !Flow.sources(softmax.get(), 3).contains(product)) {
                var others = new LinkedHashSet<>(product.args());
                others.remove(arg);
                others.removeIf(value -> value.is("const"));
                var other =
                        others.isEmpty() ? "the values" : Wording.name(others.iterator().next());
                facts.technique(
                        "attention.values",
                        "weighted-sum",
                        "Multiplies the normalized weights with "
                                + other
                                + ", the weighted sum of the values",
                        product,
                        softmax.get());
                return;
            }
        }
    }
}
