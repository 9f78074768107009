package io.greenroom.grading.code;

import java.util.List;

/** Says in English what a value is. */
final class Wording {
    private static final int LONGEST = 140;

    private Wording() {}

    /** The variable that holds the value, or what it is computed from. */
    static String name(Value value) {
        return shorten(of(value, 0, false));
    }

    /** What the value is computed from, even if it has a name. */
    static String of(Value value) {
        return shorten(of(value, 0, true));
    }

    static String axis(String axis) {
        return switch (axis) {
            case "last" -> "over the last axis";
            case "second-last" -> "over the second last axis";
            case "first" -> "over the first axis";
            case "all" -> "over the whole array";
            case "given" -> "over an axis";
            default -> "over axis " + axis;
        };
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 2) + " …";
    }

    private static String of(Value value, int depth, boolean inside) {
        var name = value.name();
        if (name != null && !inside) {
            return name.startsWith("self.") ? name.substring(5) : name;
        }
        if (depth > 3) {
            return "something";
        }
        int below = depth + 1;
        return switch (value.op()) {
            case "const" ->
                    switch (value.constant()) {
                        case "inf" -> "infinity";
                        case "-inf" -> "minus infinity";
                        default -> value.constant();
                    };
            case "param", "name" -> value.trait("text");
            case "self" -> "the object";
            case "add" -> pair(value, "plus", below);
            case "sub" -> pair(value, "minus", below);
            case "mul" ->
                    Flow.squared(value)
                            .filter(root -> value.args().contains(root))
                            .map(root -> "the square of " + of(root, below, false))
                            .orElseGet(() -> pair(value, "times", below));
            case "div" -> pair(value, "divided by", below);
            case "floordiv" -> pair(value, "divided without remainder by", below);
            case "mod" -> "the remainder of " + pair(value, "divided by", below);
            case "matmul" -> "the matrix product of " + pair(value, "and", below);
            case "pow" -> power(value, below);
            case "neg" -> "minus " + first(value, below);
            case "not" -> "not " + first(value, below);
            case "and" -> pair(value, "and", below);
            case "or" -> pair(value, "or", below);
            case "sqrt" -> "the square root of " + first(value, below);
            case "exp" -> "the exponential of " + first(value, below);
            case "log", "log2", "log1p", "log10" -> "the logarithm of " + first(value, below);
            case "max",
                    "min",
                    "sum",
                    "mean",
                    "std",
                    "var",
                    "argmax",
                    "argmin",
                    "softmax",
                    "log_softmax",
                    "logsumexp",
                    "cumsum",
                    "median",
                    "prod" ->
                    reduction(value, below);
            case "compare" -> comparison(value, below);
            case "attribute" ->
                    value.trait("name").equals("shape")
                            ? "the shape of " + first(value, below)
                            : value.trait("name").equals("dtype")
                                    ? "the dtype of " + first(value, below)
                                    : value.trait("name").equals("ndim")
                                            ? "the number of dimensions of " + first(value, below)
                                            : first(value, below) + " " + value.trait("name");
            case "index" -> index(value, below);
            case "part" -> part(value, below);
            case "element" -> "an element of " + first(value, below);
            case "position" -> "a position in " + first(value, below);
            case "phi" -> first(value, below);
            case "cast" ->
                    first(value, below)
                            + (value.trait("dtype").isEmpty()
                                            || value.trait("dtype").equals("given")
                                    ? " in another dtype"
                                    : " as " + value.trait("dtype"));
            case "asarray", "copy", "float", "int", "expand", "broadcast", "list()" ->
                    first(value, below);
            case "transpose", "swapaxes" -> "the transpose of " + first(value, below);
            case "where" ->
                    value.args().size() == 3
                            ? of(value.arg(1), below, false)
                                    + " where "
                                    + first(value, below)
                                    + ", else "
                                    + of(value.arg(2), below, false)
                            : "where " + first(value, below);
            case "maximum" -> "the larger of " + joined(value.args(), below);
            case "minimum" -> "the smaller of " + joined(value.args(), below);
            case "len" -> "the length of " + first(value, below);
            case "range" -> "the range of " + joined(value.args(), below);
            case "list" -> joined(value.args(), below);
            case "einsum" ->
                    "the einsum product of "
                            + joined(
                                    value.args()
                                            .subList(
                                                    Math.min(1, value.args().size()),
                                                    value.args().size()),
                                    below);
            case "argsort" -> "the sorted order of " + first(value, below);
            case "sort" -> first(value, below) + " sorted";
            case "change" -> first(value, below) + " after " + value.trait("how");
            case "setitem" ->
                    first(value, below) + " with elements set to " + of(value.arg(2), below, false);
            case "comprehension" -> "a list of " + first(value, below);
            case "call" ->
                    value.trait("name").isEmpty()
                            ? "a call"
                            : words(value.trait("name")) + " of " + joined(value.args(), below);
            case "function" -> value.trait("text");
            case "zeros" -> "zeros";
            case "ones" -> "ones";
            case "full" -> "an array filled with " + of(value.arg(1), below, false);
            case "tril" -> "the lower triangle of " + first(value, below);
            case "triu" -> "the upper triangle of " + first(value, below);
            case "unknown" -> "something";
            case "dict" -> "a dictionary";
            default ->
                    value.args().isEmpty()
                            ? words(value.op())
                            : words(value.op()) + " of " + joined(value.args(), below);
        };
    }

    private static String words(String name) {
        return name.replace('_', ' ').strip();
    }

    private static String first(Value value, int depth) {
        return value.args().isEmpty() ? "something" : of(value.arg(0), depth, false);
    }

    private static String pair(Value value, String between, int depth) {
        return first(value, depth)
                + " "
                + between
                + " "
                + (value.args().size() > 1 ? of(value.arg(1), depth, false) : "");
    }

    private static String joined(List<Value> values, int depth) {
        return String.join(
                " and ", values.stream().limit(4).map(value -> of(value, depth, false)).toList());
    }

    private static String power(Value value, int depth) {
        double exponent = value.arg(1).number();
        if (exponent == 2) {
            return "the square of " + first(value, depth);
        }
        if (exponent == 0.5) {
            return "the square root of " + first(value, depth);
        }
        if (exponent == -0.5) {
            return "one over the square root of " + first(value, depth);
        }
        return pair(value, "to the power of", depth);
    }

    private static String reduction(Value value, int depth) {
        var what =
                switch (value.op()) {
                    case "max" -> "maximum";
                    case "min" -> "minimum";
                    case "std" -> "standard deviation";
                    case "var" -> "variance";
                    case "argmax" -> "position of the maximum";
                    case "argmin" -> "position of the minimum";
                    case "log_softmax" -> "log softmax";
                    case "logsumexp" -> "log-sum-exp";
                    case "cumsum" -> "cumulative sum";
                    default -> value.op();
                };
        return "the "
                + what
                + " of "
                + first(value, depth)
                + (value.trait("axis").equals("all") ? "" : " " + axis(value.trait("axis")));
    }

    private static String comparison(Value value, int depth) {
        if (value.args().size() < 2) {
            return first(value, depth);
        }
        var words = new StringBuilder(first(value, depth));
        var signs = value.trait("sign").split(" (?!in|not)");
        for (int i = 1; i < value.args().size(); i++) {
            var sign = i <= signs.length ? signs[i - 1] : "and";
            words.append(
                            switch (sign) {
                                case "==" -> " equals ";
                                case "!=" -> " differs from ";
                                case "<" -> " is less than ";
                                case "<=" -> " is at most ";
                                case ">" -> " is greater than ";
                                case ">=" -> " is at least ";
                                default -> " " + sign + " ";
                            })
                    .append(of(value.arg(i), depth, false));
        }
        return words.toString();
    }

    private static String index(Value value, int depth) {
        var base = value.arg(0);
        var pattern = value.trait("pattern");
        if (base.trait("name").equals("shape")) {
            return switch (pattern) {
                case "-1" -> "the size of the last axis of " + first(base, depth);
                case "-2" -> "the size of the second last axis of " + first(base, depth);
                case "0" -> "the size of the first axis of " + first(base, depth);
                default -> "a size of " + first(base, depth);
            };
        }
        var from = of(base, depth, false);
        return switch (pattern) {
            case "0" -> "the first of " + from;
            case "-1" -> "the last of " + from;
            case "::-1" -> from + " reversed";
            case "1:" -> from + " without the first";
            case ":-1" -> from + " without the last";
            case ":,1:" -> from + " without the first position";
            case ":,:-1" -> from + " without the last position";
            case ":v" ->
                    "the first "
                            + (value.args().size() > 1 ? of(value.arg(1), depth, false) : "k")
                            + " of "
                            + from;
            default ->
                    pattern.matches("[:,.]*(None[,:.]*)+")
                            ? from
                            : value.args().size() > 1
                                    ? from
                                            + " at "
                                            + joined(
                                                    value.args().subList(1, value.args().size()),
                                                    depth)
                                    : from + " at " + pattern;
        };
    }

    private static String part(Value value, int depth) {
        if (value.arg(0).trait("name").equals("shape")) {
            return "a size of " + first(value.arg(0), depth);
        }
        return "part of " + first(value, depth);
    }
}
