package io.greenroom.grading.code;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Loops, checks of the input, early ends, and each statement read out. */
final class ControlRules implements Rules {
    private static final Set<String> PLAIN =
            Set.of("const", "param", "name", "function", "unknown", "element", "position", "part");

    @Override
    public void look(Execution program, Facts facts) {
        var loops = new HashMap<String, Integer>();
        for (var event : program.events()) {
            switch (event) {
                case Event.Loop loop -> {
                    loop(loop, facts);
                    if (!loop.comprehension()) {
                        loops.merge(loop.entry(), loop.depth(), Math::max);
                    }
                }
                case Event.Raise raise -> raised(raise, facts);
                case Event.Return result -> returned(result, facts);
                case Event.Step step -> step(step, program, facts);
                case Event.Change change -> change(change, facts);
                case Event.Jump jump -> jumped(jump, facts);
            }
        }
        nested(loops, program, facts);
    }

    private static void loop(Event.Loop loop, Facts facts) {
        if (loop.over() == null) {
            if (loop.condition() != null) {
                facts.at(
                        CodeFact.Kind.STEP,
                        "loop",
                        "while",
                        "Repeats while " + Wording.of(loop.condition()),
                        loop.condition().live(),
                        loop.span(),
                        loop.entry());
            }
            return;
        }
        var over = loop.over();
        var sizes =
                Flow.form(over, "range")
                        .filter(range -> range.args().stream().anyMatch(ControlRules::axis));
        var entry = Flow.form(over, "param");
        if (sizes.isPresent()) {
            facts.at(
                    CodeFact.Kind.TECHNIQUE,
                    "loop",
                    "over-axis",
                    "Loops in Python over " + Wording.of(over),
                    true,
                    loop.span(),
                    loop.entry());
        } else if (!loop.comprehension()) {
            facts.at(
                    CodeFact.Kind.STEP,
                    "loop",
                    entry.isPresent() ? "over-input" : "over",
                    "Loops over " + Wording.of(over),
                    true,
                    loop.span(),
                    loop.entry());
        }
    }

    private static boolean axis(Value size) {
        return Flow.forms(size).stream()
                .anyMatch(
                        form ->
                                form.is("index", "part")
                                                && (form.arg(0).trait("name").equals("shape")
                                                        || form.arg(0).is("shape"))
                                        || form.is("len")
                                                && form.args().stream()
                                                        .anyMatch(
                                                                arg ->
                                                                        Flow.form(arg, "param")
                                                                                .isPresent()));
    }

    private static void nested(Map<String, Integer> loops, Execution program, Facts facts) {
        loops.forEach(
                (entry, depth) -> {
                    if (depth >= 2) {
                        program.events().stream()
                                .filter(
                                        event ->
                                                event instanceof Event.Loop loop
                                                        && loop.entry().equals(entry)
                                                        && loop.depth() == depth)
                                .findFirst()
                                .ifPresent(
                                        event ->
                                                facts.at(
                                                        CodeFact.Kind.TECHNIQUE,
                                                        "complexity",
                                                        "nested-" + depth,
                                                        "Nests "
                                                                + depth
                                                                + " loops within each other, so the"
                                                                + " work is a product of their"
                                                                + " lengths",
                                                        true,
                                                        event.span(),
                                                        event.entry()));
                    }
                });
        var arrays = new HashSet<String>();
        for (var event : program.events()) {
            if (event instanceof Event.Return result && result.outer()) {
                boolean array =
                        Flow.sources(result.value(), 200).stream()
                                .anyMatch(
                                        value ->
                                                value.is(
                                                        "matmul", "einsum", "exp", "sum", "mean",
                                                        "cumsum"));
                boolean looped =
                        Flow.sources(result.value(), 600).stream()
                                .anyMatch(value -> value.loops() > 0);
                if (array
                        && !looped
                        && !loops.containsKey(result.entry())
                        && arrays.add(result.entry())) {
                    facts.at(
                            CodeFact.Kind.TECHNIQUE,
                            "vectorized",
                            "yes",
                            "Computes everything with array operations, without a Python loop over"
                                    + " batch, heads or positions",
                            true,
                            result.span(),
                            result.entry());
                }
            }
        }
    }

    private static void raised(Event.Raise raise, Facts facts) {
        var reason = Event.reason(raise.conditions());
        if (raise.error().contains("NotImplemented") || reason.isEmpty()) {
            return;
        }
        var condition = reason.get();
        var kind = subject(condition.value());
        facts.at(
                CodeFact.Kind.TECHNIQUE,
                "check." + kind,
                raise.asserted() ? "assert" : "raise",
                raise.asserted()
                        ? "Asserts that " + Wording.of(condition.value()) + ", a bare assert"
                        : "Raises " + article(raise.error()) + " when " + condition.words(),
                true,
                from(condition, raise),
                raise.entry());
    }

    /** From the test to what it leads to. */
    private static Span from(Event.Condition condition, Event event) {
        var at = condition.at();
        return at == null || at.start() > event.span().start()
                ? event.span()
                : new Span(at.start(), event.span().end());
    }

    private static String article(String error) {
        var lower = error.toLowerCase(Locale.ROOT);
        return ("aeiou".indexOf(lower.charAt(0)) >= 0 ? "an " : "a ") + error;
    }

    /** What a check is about. */
    private static String subject(Value condition) {
        var sources = Flow.sources(condition, 30);
        if (sources.stream().anyMatch(value -> value.is("mod"))) {
            return "divisible";
        }
        if (sources.stream().anyMatch(value -> value.is("isnan", "isfinite", "isinf"))) {
            return "finite";
        }
        if (sources.stream()
                .anyMatch(
                        value ->
                                value.is("compare")
                                        && value.args().size() == 2
                                        && Flow.sources(value, 10).stream()
                                                .anyMatch(
                                                        part ->
                                                                part.trait("name")
                                                                        .matches("shape|ndim")))) {
            return "shape";
        }
        if (sources.stream().anyMatch(value -> value.is("len", "sum", "any", "all"))) {
            return "empty";
        }
        return "value";
    }

    private static void returned(Event.Return result, Facts facts) {
        var value = result.value();
        var reason = Event.reason(result.conditions());
        if (result.outer() && reason.isPresent()) {
            facts.at(
                    CodeFact.Kind.TECHNIQUE,
                    "early",
                    value.is("const") ? "constant" : "value",
                    "Returns " + Wording.name(value) + " early when " + reason.get().words(),
                    true,
                    from(reason.get(), result),
                    result.entry());
        }
        boolean plain = value.is("list") || PLAIN.contains(value.op()) || value.name() == null;
        facts.at(
                CodeFact.Kind.STEP,
                "return",
                value.op(),
                "Returns "
                        + (plain
                                ? Wording.of(value)
                                : Wording.name(value) + ", " + Wording.of(value)),
                value.live(),
                result.span(),
                result.entry());
    }

    private static void step(Event.Step step, Execution program, Facts facts) {
        var value = step.value();
        if (PLAIN.contains(value.op()) || value.is("list") && value.args().isEmpty()) {
            return;
        }
        facts.at(
                CodeFact.Kind.STEP,
                "step",
                value.op(),
                step.variable().replace("self.", "") + " is " + Wording.of(value),
                value.live(),
                step.span(),
                step.entry());
    }

    private static void change(Event.Change change, Facts facts) {
        var value = change.value();
        var how = changed(change);
        var when =
                Event.reason(change.conditions())
                        .map(reason -> " when " + reason.words())
                        .orElse("");
        facts.at(
                CodeFact.Kind.STEP,
                "change",
                value.is("setitem") ? "set" : value.trait("how"),
                how + when,
                value.live(),
                change.span(),
                change.entry());
    }

    private static String changed(Event.Change change) {
        var target = change.target().replace("self.", "");
        var value = change.value();
        if (value.is("setitem")) {
            return "Sets elements of " + target + " to " + Wording.name(value.arg(2));
        }
        // The call that changes the object has what is put in as its last argument.
        var call = value.arg(value.args().size() - 1);
        var item = call.args().size() > 1 ? Wording.name(call.arg(1)) : "something";
        return switch (value.trait("how")) {
            case "append", "appendleft", "add", "push", "heappush", "insert", "extend" ->
                    "Adds " + item + " to " + target;
            case "sort" -> "Sorts " + target + " in place";
            case "del", "pop", "popleft", "remove", "discard", "heappop" ->
                    "Removes from " + target;
            case "heapreplace", "heappushpop" -> "Replaces the root of " + target + " by " + item;
            default -> "Changes " + target + " by " + value.trait("how");
        };
    }

    private static void jumped(Event.Jump jump, Facts facts) {
        var reason = Event.reason(jump.conditions());
        if (reason.isPresent()) {
            facts.at(
                    CodeFact.Kind.STEP,
                    "jump",
                    jump.kind(),
                    (jump.kind().startsWith("break")
                                    ? "Leaves the loop when "
                                    : "Skips to the next round when ")
                            + reason.get().words(),
                    true,
                    from(reason.get(), jump),
                    jump.entry());
        }
    }

    static List<Rules> all() {
        return List.of(
                new SoftmaxRules(),
                new ArrayRules(),
                new StatisticsRules(),
                new SelectionRules(),
                new LearningRules(),
                new TextRules(),
                new GeneralRules(),
                new ControlRules());
    }
}
