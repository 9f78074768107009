package io.greenroom.grading.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that a program computes, as a node of its data flow: an operation on other values.
 *
 * <p>Operations have the names that numpy gives them, whether written as a function, a method or a
 * sign ({@code sub}, {@code exp}, {@code max}); {@code phi} is one of several values, depending on
 * the way the program took.
 */
final class Value {
    private final String op;
    private final List<Value> args;
    private final Map<String, String> traits;
    private final Span span;
    private final int loops;
    private final String entry;
    private final List<Value> users = new ArrayList<>();
    private @Nullable String name;
    private boolean live;

    /**
     * @param traits what is fixed about the operation, such as its axis
     * @param loops how many Python loops it runs in
     * @param entry the function that was called from outside and in which it is computed
     */
    Value(
            String op,
            List<Value> args,
            Map<String, String> traits,
            Span span,
            int loops,
            String entry) {
        this.op = op;
        this.args = List.copyOf(args);
        this.traits = Map.copyOf(traits);
        this.span = span;
        this.loops = loops;
        this.entry = entry;
        for (var arg : this.args) {
            arg.users.add(this);
        }
    }

    String op() {
        return op;
    }

    boolean is(String... ops) {
        for (var wanted : ops) {
            if (op.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    List<Value> args() {
        return args;
    }

    /** The argument at an index, or itself when it has none there. */
    Value arg(int index) {
        return index < args.size() ? args.get(index) : this;
    }

    /** A trait, empty when it does not have it. */
    String trait(String key) {
        return traits.getOrDefault(key, "");
    }

    Map<String, String> traits() {
        return traits;
    }

    Span span() {
        return span;
    }

    int loops() {
        return loops;
    }

    String entry() {
        return entry;
    }

    List<Value> users() {
        return users;
    }

    /** The variable that holds it, if one does. */
    @Nullable String name() {
        return name;
    }

    void named(String variable) {
        // A plain constant is better known by itself.
        if (!op.equals("const") && !op.equals("function")) {
            name = variable;
        }
    }

    /** Whether something that the program gives back or does depends on it. */
    boolean live() {
        return live;
    }

    void reached() {
        live = true;
    }

    /** The text of a constant, empty for anything else. */
    String constant() {
        return op.equals("const") ? trait("text") : "";
    }

    /** The number of a numeric constant, NaN for anything else. */
    double number() {
        if (!op.equals("const")) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(
                    switch (trait("text")) {
                        case "inf" -> "Infinity";
                        case "-inf" -> "-Infinity";
                        default -> trait("text").replace("_", "");
                    });
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
