package io.greenroom.grading.code;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Products, axes, shapes and number types. */
final class ArrayRules implements Rules {
    @Override
    public void look(Execution program, Facts facts) {
        for (var value : List.copyOf(program.values())) {
            switch (value.op()) {
                case "einsum" -> einsum(value, facts);
                case "matmul" -> product(value, facts);
                case "transpose", "swapaxes" -> transposed(value, facts);
                case "cast" -> cast(value, facts);
                case "reshape" -> reshaped(value, facts);
                case "index" -> sliced(value, facts);
                case "take" ->
                        facts.technique(
                                "select",
                                "take-along-axis",
                                "Picks entries of "
                                        + Wording.name(value.arg(0))
                                        + " along an axis by index, with "
                                        + Wording.name(
                                                value.arg(Math.min(1, value.args().size() - 1))),
                                value);
                case "compare" -> compared(value, facts);
                case "full" -> {
                    if (value.args().size() > 1) {
                        facts.technique(
                                "fill",
                                "full",
                                "Fills an array with "
                                        + Wording.name(
                                                value.arg(value.trait("method").isEmpty() ? 1 : 0))
                                        + (value.trait("dtype").isEmpty()
                                                ? ""
                                                : " of dtype " + value.trait("dtype"))
                                        + " before anything is copied in",
                                value);
                    }
                }
                default -> {
                    // Others look at it.
                }
            }
        }
        results(program, facts);
    }

    private static void einsum(Value product, Facts facts) {
        var text = product.trait("text");
        var sides = text.split("->", -1);
        var inputs = sides[0].split(",", -1);
        if (sides.length != 2 || inputs.length != 2 || product.args().size() < 3) {
            return;
        }
        var one = inputs[0].replace("...", "");
        var other = inputs[1].replace("...", "");
        var summed = new StringBuilder();
        for (char axis : one.toCharArray()) {
            if (other.indexOf(axis) >= 0 && sides[1].indexOf(axis) < 0) {
                summed.append(axis);
            }
        }
        if (summed.isEmpty() || one.isEmpty() || other.isEmpty()) {
            return;
        }
        char axis = summed.charAt(0);
        var ends =
                (one.indexOf(axis) == one.length() - 1 ? "last" : "inner")
                        + "-"
                        + (other.indexOf(axis) == other.length() - 1 ? "last" : "inner");
        var a = Wording.name(product.arg(1));
        var b = Wording.name(product.arg(2));
        if (ends.equals("last-last")) {
            facts.technique(
                    "product",
                    "last-last",
                    "Computes dot products of "
                            + a
                            + " and "
                            + b
                            + " over the feature axis, the last of both, with einsum that names the"
                            + " axes instead of transposing",
                    product);
        } else {
            facts.technique(
                    "product",
                    ends,
                    "Computes the einsum product of " + a + " and " + b + " over the axis " + axis,
                    product);
        }
        if (text.contains("...")) {
            facts.technique(
                    "batch",
                    "any-leading",
                    "Handles any number of leading dimensions with the ellipsis in einsum, without"
                            + " a Python loop",
                    product);
        } else if (sides[1].length() >= 3) {
            facts.technique(
                    "batch",
                    "fixed-rank",
                    "Is vectorized for one fixed rank of " + one.length() + " dimensions",
                    product);
        }
    }

    private static void product(Value product, Facts facts) {
        if (product.args().size() < 2) {
            return;
        }
        var a = product.arg(0);
        var b = product.arg(1);
        var right = Flow.form(b, "transpose", "swapaxes").filter(ArrayRules::ofFeatures);
        var left = Flow.form(a, "transpose", "swapaxes");
        if (right.isPresent()) {
            facts.technique(
                    "product",
                    "last-last",
                    "Computes dot products of "
                            + Wording.name(a)
                            + " and "
                            + Wording.name(right.get().arg(0))
                            + " over the feature axis, the last of both",
                    product,
                    right.get());
            if (lastTwo(right.get())) {
                facts.technique(
                        "batch",
                        "any-leading",
                        "Handles any number of leading dimensions with the matrix product, without"
                                + " a Python loop",
                        product);
            }
        } else if (left.isPresent()) {
            facts.technique(
                    "product",
                    "inner-inner",
                    "Multiplies the transpose of "
                            + Wording.name(left.get().arg(0))
                            + " with "
                            + Wording.name(b),
                    product,
                    left.get());
        } else {
            facts.technique(
                    "product",
                    "last-inner",
                    "Computes the matrix product of " + Wording.name(a) + " and " + Wording.name(b),
                    product);
        }
    }

    /** Not one that moves heads about: it brings the features of what stands right to the front. */
    private static boolean ofFeatures(Value transpose) {
        var order = order(transpose);
        return lastTwo(transpose)
                || order.isEmpty()
                || order.equals("1, 0")
                || order.equals("1, 2") && Flow.form(transpose.arg(0), "reshape").isEmpty();
    }

    static boolean lastTwo(Value transpose) {
        if (Set.of("2, 3", "3, 2", "0, 1, 3, 2", "0, 2, 1").contains(order(transpose))) {
            return true;
        }
        var numbers = transpose.args().stream().skip(1).map(Value::constant).toList();
        return transpose.trait("as").equals("matrix_transpose")
                || transpose.trait("how").equals("mT")
                || numbers.size() == 2 && numbers.contains("-1") && numbers.contains("-2");
    }

    private static void transposed(Value transpose, Facts facts) {
        var of = Wording.name(transpose.arg(0));
        if (lastTwo(transpose)) {
            facts.technique(
                    "transpose",
                    "last-two",
                    "Transposes only the last two axes of " + of + ", and not all of them",
                    transpose);
        } else if (transpose.trait("how").equals("T")) {
            facts.technique(
                    "transpose", "all", "Reverses all axes of " + of + " with .T", transpose);
        } else {
            var order = order(transpose);
            facts.technique(
                    "transpose",
                    "order",
                    "Reorders the axes of " + of + (order.isEmpty() ? "" : " to " + order),
                    transpose);
            var reshaped = Flow.form(transpose.arg(0), "reshape");
            if (reshaped.isPresent()) {
                facts.technique(
                        "heads",
                        "split",
                        "Splits the features into heads by a reshape and then moves the head axis"
                                + " before the time axis",
                        transpose,
                        reshaped.get());
            }
        }
    }

    private static String order(Value transpose) {
        var axes =
                transpose.args().stream()
                        .skip(1)
                        .flatMap(
                                arg ->
                                        arg.is("list")
                                                ? arg.args().stream()
                                                : java.util.stream.Stream.of(arg))
                        .map(Value::constant)
                        .toList();
        return String.join(", ", axes);
    }

    private static void reshaped(Value reshape, Facts facts) {
        var transposed = Flow.form(reshape.arg(0), "transpose", "swapaxes");
        if (transposed.isPresent()) {
            facts.technique(
                    "heads",
                    "merge",
                    "Moves the head axis back behind time before reshaping "
                            + Wording.name(transposed.get().arg(0)),
                    reshape,
                    transposed.get());
        } else if (Flow.form(reshape.arg(0), "matmul", "einsum")
                .filter(
                        product ->
                                Flow.source(product, value -> value.is("exp", "softmax"))
                                        .isPresent())
                .isPresent()) {
            facts.fault(
                    "heads",
                    "merge-without-transpose",
                    "Reshapes the attention output without moving the head axis back, which mixes"
                            + " positions and heads",
                    reshape);
        }
    }

    private static void cast(Value cast, Facts facts) {
        if (cast.args().isEmpty() || cast.arg(0).is("const", "sqrt", "neg")) {
            return;
        }
        var target = target(cast);
        var of = Wording.name(cast.arg(0));
        switch (target) {
            case "wide" -> {
                var after = Flow.consequences(cast);
                var before = new StringBuilder();
                if (after.stream().anyMatch(value -> value.is("matmul", "einsum"))) {
                    before.append(" before the dot products are computed");
                } else if (after.stream().anyMatch(value -> value.is("exp"))) {
                    before.append(" before the exponentials and their sum");
                } else if (after.stream()
                        .anyMatch(
                                value ->
                                        value.is("mean", "pow")
                                                || Flow.squared(value).isPresent())) {
                    before.append(" before squaring or averaging");
                }
                facts.technique(
                        "precision",
                        "wide" + (before.indexOf("dot") > 0 ? "-before-product" : ""),
                        "Converts float16 " + of + " to float32 or wider" + before,
                        cast);
            }
            case "input" ->
                    facts.technique(
                            "precision",
                            "returns-input-type",
                            "Casts the result " + of + " back to the dtype of the input",
                            cast);
            case "narrow" ->
                    facts.technique(
                            "precision",
                            "narrow",
                            "Casts " + of + " to the narrow type " + cast.trait("dtype"),
                            cast);
            case "integer" ->
                    facts.technique(
                            "precision", "integer", "Casts " + of + " to whole numbers", cast);
            default -> {
                // A type that cannot be told.
            }
        }
    }

    /** What a cast makes of numbers. */
    static String target(Value cast) {
        var type = cast.trait("dtype").replaceAll("[\"']", "");
        if (type.matches(".*(float32|float64|double|longdouble|float)$")) {
            return "wide";
        }
        if (type.matches(".*(float16|half|bfloat16)$")) {
            return "narrow";
        }
        if (type.matches(".*(u?int\\d*|long)$")) {
            return "integer";
        }
        if (type.matches(".*bool_?$")) {
            return "boolean";
        }
        for (var arg : cast.args().subList(Math.min(1, cast.args().size()), cast.args().size())) {
            for (var from : Flow.sources(arg, 12)) {
                if (from.is("promote_types", "result_type")
                        && Flow.sources(from, 8).stream()
                                .anyMatch(value -> value.constant().matches("float(32|64)"))) {
                    return "wide";
                }
                if (from.is("name") && from.trait("text").equals("float")) {
                    return "wide";
                }
                if (from.is("name") && from.trait("text").equals("int")) {
                    return "integer";
                }
                if (from.is("name") && from.trait("text").equals("bool")) {
                    return "boolean";
                }
                if (from.constant().matches("float(32|64)")) {
                    return "wide";
                }
            }
            if (Flow.source(
                            arg,
                            value -> value.trait("name").equals("dtype") || value.is("result_type"))
                    .isPresent()) {
                return "input";
            }
        }
        return "";
    }

    private static void sliced(Value index, Facts facts) {
        var of = Wording.name(index.arg(0));
        // Only what comes from outside has positions in time; a cumulative sum has not.
        var near = Flow.sources(index.arg(0), 10);
        boolean sequence =
                near.stream().anyMatch(from -> from.is("param"))
                        && near.stream().noneMatch(from -> from.is("cumsum", "exp", "sum"));
        switch (sequence ? index.trait("pattern") : "") {
            case ":,:-1", "...,:-1", ":,:-1,:", "...,:-1,:" ->
                    facts.technique(
                            "shift",
                            "drop-last",
                            "Drops the last position of "
                                    + of
                                    + ", whose next position is not there",
                            index);
            case ":,1:", "...,1:", ":,1:,:" ->
                    facts.technique(
                            "shift",
                            "drop-first",
                            "Drops the first position of "
                                    + of
                                    + ", so that position t is set against position t + 1",
                            index);
            default -> {
                if (near.stream().anyMatch(from -> from.is("param"))
                        && index.args().stream()
                                .skip(1)
                                .anyMatch(
                                        at ->
                                                at.is("add")
                                                        && (at.arg(1).number() == 1
                                                                || at.arg(0).number() == 1)
                                                        && index.args().size() > 2)) {
                    facts.technique(
                            "shift",
                            "next",
                            "Sets position t of the one against position t + 1 of " + of,
                            index);
                }
                if (index.args().size() == 3 && Flow.source(index.arg(1), "range").isPresent()) {
                    facts.technique(
                            "select",
                            "per-row",
                            "Picks the entry of each row of "
                                    + of
                                    + " by indexing with "
                                    + Wording.name(index.arg(2)),
                            index);
                } else if (index.args().size() == 2
                        && Flow.form(index.arg(1), "compare", "and", "not").isPresent()) {
                    facts.technique(
                            "select",
                            "mask",
                            "Keeps only the entries of "
                                    + of
                                    + " where "
                                    + Wording.of(index.arg(1)),
                            index);
                }
            }
        }
    }

    private static void compared(Value compare, Facts facts) {
        if (compare.args().size() != 2) {
            return;
        }
        var a = compare.arg(0);
        var b = compare.arg(1);
        boolean range = Flow.form(a, "range").isPresent();
        var lengths = range ? b : a;
        if ((range || Flow.form(b, "range").isPresent())
                && Flow.source(lengths, "len").isPresent()) {
            facts.technique(
                    "mask.source",
                    "lengths",
                    "Derives the boolean mask from the sequence lengths by comparing a range of"
                            + " positions with them, by broadcasting and without a loop",
                    compare);
        }
        for (var side : compare.args()) {
            if (Flow.forms(side).stream()
                    .anyMatch(
                            form ->
                                    form.is("param")
                                            && form.trait("text")
                                                    .matches(
                                                            ".*(pad|padding).*id.*|pad(ding)?(_token|_value)?"))) {
                facts.fault(
                        "mask.source",
                        "pad-id",
                        "Builds the mask by comparing ids with the pad id "
                                + Wording.name(side)
                                + ", which hides real tokens that have this id",
                        compare);
            }
        }
    }

    /** Which number type and how many values come back. */
    private static void results(Execution program, Facts facts) {
        Map<String, Boolean> told = new HashMap<>();
        for (var event : program.events()) {
            if (event instanceof Event.Return result && result.outer()) {
                var value = result.value();
                if (value.is("list")
                        && value.args().size() > 1
                        && told.put(result.entry() + value.args().size(), true) == null) {
                    facts.at(
                            CodeFact.Kind.TECHNIQUE,
                            "returns",
                            String.valueOf(value.args().size()),
                            "Returns " + value.args().size() + " results: " + Wording.of(value),
                            true,
                            result.span(),
                            result.entry());
                }
                for (var part : value.is("list") ? value.args() : List.of(value)) {
                    for (var form : Flow.forms(part)) {
                        if (form.is("cast") && target(form).equals("input")) {
                            facts.at(
                                    CodeFact.Kind.TECHNIQUE,
                                    "precision",
                                    "returns-input-type",
                                    "Returns the result in the dtype of the input",
                                    true,
                                    result.span(),
                                    result.entry());
                        }
                    }
                }
            }
        }
    }
}
