package io.greenroom.grading.code;

import java.util.List;

/** Heaps, sorting, top-k and top-p, random draws. */
final class SelectionRules implements Rules {
    @Override
    public void look(Execution program, Facts facts) {
        for (var value : List.copyOf(program.values())) {
            switch (value.op()) {
                case "push", "heapreplace", "heappushpop" -> heap(value, facts);
                case "heappop" ->
                        facts.technique(
                                "heap",
                                "pop",
                                "Pops the root of the heap " + Wording.name(value.arg(0)),
                                value);
                case "nlargest", "nsmallest" ->
                        facts.technique(
                                "select", "nlargest", "Takes the k best with " + value.op(), value);
                case "argpartition", "partition" ->
                        facts.technique(
                                "topk",
                                "partition",
                                "Selects the k best by a partial selection in linear time",
                                value);
                case "sort", "argsort" -> sort(value, facts);
                case "compare" -> compare(value, facts);
                case "random" ->
                        facts.technique(
                                "draw",
                                "uniform",
                                "Draws uniform random numbers from " + Wording.name(value.arg(0)),
                                value);
                case "choice" -> choice(value, facts);
                case "gumbel" ->
                        facts.technique("draw", "gumbel", "Adds Gumbel noise for the draw", value);
                case "argmax" -> argmax(value, facts);
                case "div" -> temperature(value, facts);
                case "default_rng", "manual_seed", "seed" ->
                        facts.technique("draw", "generator", "Makes a random generator", value);
                default -> {
                    // Others look at it.
                }
            }
        }
        conditions(program, facts);
    }

    private static void heap(Value push, Facts facts) {
        if (push.args().size() < 2) {
            return;
        }
        var item = push.arg(1);
        var key = Flow.form(item, "list");
        var first = key.map(list -> list.arg(0)).orElse(item);
        boolean negated = Flow.form(first, "neg").isPresent();
        switch (push.op()) {
            case "heapreplace", "heappushpop" ->
                    facts.technique(
                            "heap",
                            "replace",
                            "Replaces the root of the heap in a single sift with "
                                    + push.op()
                                    + " when the new candidate is better",
                            push);
            default ->
                    facts.technique(
                            "heap",
                            "push",
                            "Pushes "
                                    + Wording.name(item)
                                    + " onto the heap "
                                    + Wording.name(push.arg(0)),
                            push);
        }
        facts.technique(
                "heap.order",
                negated ? "max" : "min",
                negated
                        ? "Keeps a max-heap: the pushed key is negated, so the root is the largest"
                        : "Keeps a min-heap: the root is the smallest, the worst of those kept",
                push);
        key.filter(list -> list.args().size() > 1)
                .ifPresent(
                        list -> {
                            boolean tie = Flow.form(list.arg(1), "neg").isPresent();
                            facts.technique(
                                    "heap.tie",
                                    tie ? "negated-second" : "second",
                                    "Breaks ties inside the heap order by the second part of the"
                                            + " key, "
                                            + Wording.of(list.arg(1))
                                            + (tie ? ", so the smaller id wins" : ""),
                                    push);
                        });
    }

    private static void sort(Value sort, Facts facts) {
        var what = sort.args().isEmpty() ? "" : Wording.name(sort.arg(0));
        boolean descending =
                sort.trait("reverse").equals("True")
                        || Flow.form(sort.arg(0), "neg").isPresent()
                        || sort.trait("descending").equals("True")
                        || Flow.users(sort).stream()
                                .anyMatch(
                                        user ->
                                                user.is("index")
                                                                && user.trait("pattern")
                                                                        .contains("::-1")
                                                        || user.is("flip", "reversed", "neg"))
                        || Flow.keyword(sort, "key").isPresent()
                                && sort.args().stream()
                                        .anyMatch(
                                                arg ->
                                                        Flow.form(arg, "neg").isPresent()
                                                                || arg.is("list")
                                                                        && Flow.form(
                                                                                        arg.arg(0),
                                                                                        "neg")
                                                                                .isPresent());
        facts.technique(
                "sort",
                descending ? "descending" : "ascending",
                "Sorts "
                        + what
                        + (descending ? " in descending order, best first" : " in ascending order")
                        + (sort.trait("as").equals("sorted") ? ", into a copy" : ""),
                sort);
        if (sort.loops() > 0) {
            facts.technique(
                    "sort", "in-loop", "Sorts " + what + " again in every round of a loop", sort);
        }
        boolean sliced =
                Flow.users(sort).stream()
                        .anyMatch(
                                user ->
                                        user.is("index")
                                                && user.trait("pattern")
                                                        .matches(
                                                                "(.*,)?(:[v\\d]+|-v:|:-\\d+|-\\d+:)"));
        if (sliced) {
            facts.technique(
                    "topk", "sort-and-slice", "Sorts everything and takes the first k", sort);
        }
    }

    private static void compare(Value compare, Facts facts) {
        if (compare.args().size() != 2) {
            return;
        }
        var sign = compare.trait("sign");
        for (int side = 0; side < 2; side++) {
            var one = compare.arg(side);
            var other = compare.arg(1 - side);
            var less = side == 0 ? sign.startsWith("<") : sign.startsWith(">");
            boolean random = Flow.sources(other, 10).stream().anyMatch(value -> value.is("random"));
            boolean cumulative =
                    Flow.sources(one, 10).stream().anyMatch(value -> value.is("cumsum"));
            if (!cumulative) {
                continue;
            }
            if (random) {
                facts.technique(
                        "draw",
                        "inverse-cdf",
                        "Draws one token for each row without a Python loop by comparing a uniform"
                            + " number with the cumulative probabilities, inverting the cumulative"
                            + " distribution",
                        compare);
                boolean scaled =
                        Flow.forms(other).stream()
                                .anyMatch(
                                        form ->
                                                form.is("mul")
                                                        && Flow.source(form, "cumsum", "sum")
                                                                .isPresent());
                var cut =
                        Flow.sources(one, 12).stream()
                                .filter(
                                        value ->
                                                value.is("where", "setitem")
                                                        && value.args().size() == 3
                                                        && Flow.zero(value.arg(2)))
                                .findFirst();
                boolean again =
                        cut.isPresent()
                                && Flow.consequences(cut.get()).stream()
                                        .anyMatch(
                                                user ->
                                                        user.is("div")
                                                                && user.args().size() == 2
                                                                && Flow.source(user.arg(1), "sum")
                                                                        .isPresent()
                                                                && Flow.dependsOn(
                                                                        user.arg(1), cut.get()));
                if (cut.isPresent() && !again && !scaled) {
                    facts.fault(
                            "renormalize",
                            "missing",
                            "Sets filtered probabilities to zero and draws with a uniform number in"
                                    + " 0 to 1 without dividing by the remaining sum",
                            cut.get(),
                            compare);
                }
                if (scaled) {
                    facts.technique(
                            "draw.scale",
                            "scaled",
                            "Scales the uniform number by the sum that is really there",
                            other,
                            compare);
                }
                continue;
            }
            boolean before =
                    Flow.forms(one).stream()
                            .anyMatch(
                                    form ->
                                            form.is("sub")
                                                            && Flow.form(form.arg(0), "cumsum")
                                                                    .isPresent()
                                                    || form.is(
                                                            "concat", "roll", "setitem", "pad",
                                                            "shift")
                                                    || form.is("index")
                                                            && form.trait("pattern").contains(":-1")
                                                    || form.is("cumsum")
                                                            && form.arg(0)
                                                                    .trait("pattern")
                                                                    .contains(":-1"));
            boolean oneMore =
                    Flow.consequences(compare).stream()
                            .limit(10)
                            .anyMatch(
                                    user ->
                                            user.is("add")
                                                    && user.args().stream()
                                                            .anyMatch(arg -> arg.number() == 1));
            boolean shifted =
                    before
                            || Flow.consequences(compare).stream()
                                    .limit(40)
                                    .anyMatch(
                                            user ->
                                                    user.is("setitem", "concat", "roll")
                                                            && (user.trait("pattern").contains("1:")
                                                                    || user.is("concat", "roll")));
            boolean first =
                    Flow.consequences(compare).stream()
                            .limit(60)
                            .anyMatch(
                                    user ->
                                            user.is("setitem")
                                                    && user.trait("pattern")
                                                            .matches("(:|\\.\\.\\.),(0|:1|0:1)"));
            if (before || shifted || less && oneMore) {
                facts.technique(
                        "topp",
                        "before",
                        "Keeps a token if the cumulative probability before it is below the bound,"
                                + " so the token that crosses top_p is kept as well",
                        compare);
            } else if (less && !first) {
                facts.fault(
                        "topp",
                        "inclusive",
                        "Keeps only tokens whose inclusive cumulative probability is at most the"
                                + " bound, which drops the token that crosses it",
                        compare);
            } else if (!less
                    && !Flow.consequences(compare).stream()
                            .limit(20)
                            .anyMatch(user -> user.is("argmax", "sum", "searchsorted"))) {
                facts.fault(
                        "topp",
                        "inclusive",
                        "Removes every token whose cumulative probability is above the bound, and"
                                + " with it the one that crosses it",
                        compare);
            } else {
                facts.technique(
                        "topp",
                        "cut",
                        "Cuts by the cumulative probability: " + Wording.of(compare),
                        compare);
            }
            if (first) {
                facts.technique(
                        "topp",
                        "first-kept",
                        "Always keeps at least the most likely token",
                        compare);
            }
        }
    }

    private static void choice(Value choice, Facts facts) {
        var weights =
                Flow.keyword(choice, "p")
                        .or(() -> Flow.keyword(choice, "weights"))
                        .orElse(choice.arg(0));
        boolean normalized =
                Flow.sources(weights, 12).stream()
                        .anyMatch(
                                value ->
                                        value.is("div")
                                                        && Flow.source(value.arg(1), "sum")
                                                                .isPresent()
                                                || value.is("softmax"));
        var last =
                Flow.forms(weights).stream()
                        .filter(value -> value.is("where", "setitem", "mul"))
                        .findFirst();
        boolean filteredAfter =
                last.isPresent()
                        && Flow.source(last.get(), value -> value.is("softmax") || value.is("div"))
                                .isPresent();
        facts.technique(
                "draw",
                "choice",
                "Draws with a library's weighted choice"
                        + (choice.loops() > 0 ? ", in a Python loop" : ""),
                choice);
        if (!normalized || filteredAfter) {
            facts.fault(
                    "renormalize",
                    "missing",
                    "Passes filtered probabilities to a weighted choice without normalizing them"
                            + " again",
                    choice);
        }
    }

    private static void argmax(Value argmax, Facts facts) {
        facts.technique(
                "argmax",
                argmax.trait("axis"),
                "Takes the position of the largest of "
                        + Wording.name(argmax.arg(0))
                        + " "
                        + Wording.axis(argmax.trait("axis")),
                argmax);
    }

    private static void temperature(Value div, Facts facts) {
        if (div.args().size() == 2
                && Flow.forms(div.arg(1)).stream()
                        .anyMatch(
                                form ->
                                        form.is("param")
                                                && form.trait("text")
                                                        .toLowerCase(java.util.Locale.ROOT)
                                                        .matches("temp\\w*|t|tau"))) {
            boolean probabilities =
                    Flow.form(div.arg(0), "softmax").isPresent()
                            || Flow.forms(div.arg(0)).stream()
                                    .anyMatch(form -> SoftmaxRules.writtenOut(form).isPresent());
            facts.technique(
                    "temperature",
                    probabilities ? "probabilities" : "logits",
                    "Divides the "
                            + (probabilities ? "probabilities" : "logits")
                            + " "
                            + Wording.name(div.arg(0))
                            + " by the temperature"
                            + (probabilities ? ", which is too late" : " before the softmax"),
                    div);
        }
    }

    /** Conditions that say how many are kept and who replaces whom. */
    private static void conditions(Execution program, Facts facts) {
        for (var event : program.events()) {
            if (!(event instanceof Event.Change change)) {
                continue;
            }
            if (change.value().trait("how").equals("sort") && change.entry().contains(".")) {
                facts.at(
                        CodeFact.Kind.TECHNIQUE,
                        "sort",
                        "every-call",
                        "Sorts the whole list "
                                + change.target().replace("self.", "")
                                + " again on every call of "
                                + change.entry().substring(change.entry().lastIndexOf('.') + 1),
                        true,
                        change.span(),
                        change.entry());
            }
            for (var condition : change.conditions()) {
                var value = condition.value();
                if (value.is("compare") && value.args().size() == 2) {
                    boolean size =
                            Flow.form(value.arg(0), "len").isPresent()
                                    || Flow.form(value.arg(1), "len").isPresent();
                    boolean root =
                            value.args().stream()
                                    .anyMatch(
                                            arg ->
                                                    Flow.sources(arg, 4).stream()
                                                            .anyMatch(
                                                                    part ->
                                                                            part.is("index")
                                                                                    && part.trait(
                                                                                                    "pattern")
                                                                                            .startsWith(
                                                                                                    "0")));
                    if (size
                            && condition.holds()
                            && change.value().trait("how").matches("heappush|append|push")) {
                        facts.at(
                                CodeFact.Kind.TECHNIQUE,
                                "bounded",
                                "size",
                                "Adds to " + change.target() + " only while " + Wording.of(value),
                                true,
                                change.span(),
                                change.entry());
                    } else if (root && change.value().trait("how").matches("heap\\w+")) {
                        facts.at(
                                CodeFact.Kind.TECHNIQUE,
                                "bounded",
                                "root",
                                "Compares a new candidate with the root and changes the heap only"
                                        + " when "
                                        + Wording.of(value)
                                        + ", so another is rejected in constant time",
                                true,
                                change.span(),
                                change.entry());
                    }
                }
            }
        }
    }
}
