package io.greenroom.grading.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Questions about the flow of values. All searches are bounded. */
final class Flow {
    private static final int FARTHEST = 600;

    private Flow() {}

    /**
     * The value and what it may be in another form: before a cast or a change of shape, and each
     * way that a condition allows.
     */
    static List<Value> forms(Value value) {
        var found = new LinkedHashSet<Value>();
        var open = new ArrayDeque<Value>();
        open.add(value);
        while (!open.isEmpty() && found.size() < 60) {
            var next = open.poll();
            if (!found.add(next)) {
                continue;
            }
            if (next.is("phi")) {
                int ways = (int) parse(next.trait("ways"), 2);
                next.args().stream().limit(ways).forEach(open::add);
            } else if (!next.args().isEmpty()
                    && (ArrayVocabulary.TRANSPARENT.contains(next.op()) || widening(next))) {
                open.add(next.arg(0));
            } else if (next.is("part") && next.arg(0).is("comprehension", "broadcast")) {
                open.add(next.arg(0).arg(0));
            }
        }
        return List.copyOf(found);
    }

    /** An index that only adds axes or takes everything. */
    private static boolean widening(Value value) {
        return value.is("index")
                && List.of(value.trait("pattern").split(",")).stream()
                        .allMatch(
                                part ->
                                        part.equals(":")
                                                || part.equals("None")
                                                || part.equals("..."));
    }

    /** The first form of a value with one of these operations. */
    static Optional<Value> form(Value value, String... ops) {
        return forms(value).stream().filter(form -> form.is(ops)).findFirst();
    }

    static boolean isForm(Value value, Value of) {
        return value == of || forms(value).contains(of);
    }

    /** Whether two values are the same in some form. */
    static boolean same(Value one, Value other) {
        if (one == other) {
            return true;
        }
        var forms = new HashSet<>(forms(one));
        for (var form : forms(other)) {
            if (forms.contains(form)
                    || form.is("param", "const", "name")
                            && forms.stream()
                                    .anyMatch(
                                            like ->
                                                    like.is(form.op())
                                                            && like.trait("text")
                                                                    .equals(form.trait("text")))) {
                return true;
            }
            for (var like : forms) {
                if (like.op().equals(form.op())
                        && like.is("index", "attribute", "part")
                        && like.traits().equals(form.traits())
                        && like.args().size() == form.args().size()
                        && like.arg(0) != like
                        && (like.arg(0) == form.arg(0)
                                || forms(like.arg(0)).contains(form.arg(0))
                                || forms(form.arg(0)).contains(like.arg(0)))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The nearest value that this one is computed from (or itself) and that fits. */
    static Optional<Value> source(Value value, Predicate<Value> wanted) {
        return sources(value, FARTHEST).stream().filter(wanted).findFirst();
    }

    static Optional<Value> source(Value value, String... ops) {
        return source(value, from -> from.is(ops));
    }

    /** What the value is computed from, itself first, nearest first. */
    static Set<Value> sources(Value value, int most) {
        var found = new LinkedHashSet<Value>();
        var open = new ArrayDeque<Value>();
        open.add(value);
        while (!open.isEmpty() && found.size() < most) {
            var next = open.poll();
            // A shape or a type says nothing about the values.
            if (found.add(next) && !next.is("attribute")) {
                open.addAll(next.args());
            }
        }
        return found;
    }

    /**
     * What the value is computed from without going through others than those of some operations.
     *
     * @param stops what is found but not gone through
     */
    static Set<Value> sourcesUpTo(Value value, Predicate<Value> stops) {
        var found = new LinkedHashSet<Value>();
        var open = new ArrayDeque<Value>();
        open.add(value);
        while (!open.isEmpty() && found.size() < FARTHEST) {
            var next = open.poll();
            if (found.add(next) && !next.is("attribute") && !stops.test(next)) {
                open.addAll(next.args());
            }
        }
        return found;
    }

    static boolean dependsOn(Value value, Value on) {
        return sources(value, FARTHEST).contains(on);
    }

    /** What is computed from the value through other forms of it, its users first. */
    static List<Value> users(Value value) {
        var found = new LinkedHashSet<Value>();
        var open = new ArrayDeque<Value>();
        open.add(value);
        while (!open.isEmpty() && found.size() < 200) {
            for (var user : open.poll().users()) {
                if (found.add(user) && forms(user).contains(value)) {
                    open.add(user);
                }
            }
        }
        return new ArrayList<>(found);
    }

    /** Everything computed from the value. */
    static Set<Value> consequences(Value value) {
        var found = new LinkedHashSet<Value>();
        var open = new ArrayDeque<Value>();
        open.add(value);
        while (!open.isEmpty() && found.size() < FARTHEST) {
            for (var user : open.poll().users()) {
                if (found.add(user)) {
                    open.add(user);
                }
            }
        }
        return found;
    }

    /** A keyword argument. */
    static Optional<Value> keyword(Value call, String name) {
        var at = call.trait("at:" + name);
        return at.isEmpty() ? Optional.empty() : Optional.of(call.arg(Integer.parseInt(at)));
    }

    private static double parse(String text, double otherwise) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    // What things are

    static boolean minusInfinity(Value value) {
        for (var form : forms(value)) {
            if (form.constant().equals("-inf")
                    || form.is("neg") && form.arg(0).constant().equals("inf")) {
                return true;
            }
        }
        return false;
    }

    static boolean veryNegative(Value value) {
        return minusInfinity(value)
                || forms(value).stream()
                        .anyMatch(
                                form ->
                                        form.number() <= -1e3
                                                || form.is("const", "attribute", "neg")
                                                        && source(
                                                                        form,
                                                                        part ->
                                                                                part.trait("name")
                                                                                                .equals(
                                                                                                        "min")
                                                                                        || part.is(
                                                                                                "finfo"))
                                                                .isPresent());
    }

    static boolean zero(Value value) {
        return forms(value).stream().anyMatch(form -> form.number() == 0 || form.is("zeros"));
    }

    /** How many there are along an axis or in all. */
    static boolean extent(Value value) {
        return forms(value).stream()
                .anyMatch(
                        form ->
                                form.is("len")
                                        || form.trait("name").equals("size")
                                        || form.is("index", "part")
                                                && form.arg(0).trait("name").equals("shape"));
    }

    /** A size, such as {@code q.shape[-1]} or one taken from an unpacked shape. */
    static boolean size(Value value) {
        return forms(value).stream()
                .anyMatch(
                        form ->
                                form.is("len", "size", "param")
                                        || form.is("index", "part")
                                                && form(form.arg(0), "attribute", "shape", "size")
                                                        .filter(
                                                                shape ->
                                                                        shape.is("shape", "size")
                                                                                || shape.trait(
                                                                                                "name")
                                                                                        .equals(
                                                                                                "shape"))
                                                        .isPresent()
                                        || form.trait("name").equals("size")
                                        || form.is("floordiv", "cast", "int", "div")
                                                && form.arg(0) != form
                                                && Double.isNaN(form.arg(0).number())
                                                && size(form.arg(0)));
    }

    /** The value under a square root, however that is written. */
    static Optional<Value> underRoot(Value value) {
        for (var form : forms(value)) {
            if (form.is("sqrt")) {
                return Optional.of(form.arg(0));
            }
            if (form.is("pow") && form.arg(1).number() == 0.5) {
                return Optional.of(form.arg(0));
            }
        }
        return Optional.empty();
    }

    /** The value whose inverse square root this is. */
    static Optional<Value> underInverseRoot(Value value) {
        for (var form : forms(value)) {
            if (form.is("pow") && form.arg(1).number() == -0.5 || form.is("rsqrt")) {
                return Optional.of(form.arg(0));
            }
            if (form.is("div") && form.arg(0).number() == 1) {
                return underRoot(form.arg(1));
            }
        }
        return Optional.empty();
    }

    /** The value that is squared. */
    static Optional<Value> squared(Value value) {
        for (var form : forms(value)) {
            if (form.is("pow") && form.arg(1).number() == 2) {
                return Optional.of(form.arg(0));
            }
            if (form.is("mul") && form.args().size() == 2 && same(form.arg(0), form.arg(1))) {
                return Optional.of(form.arg(0));
            }
        }
        return Optional.empty();
    }
}
