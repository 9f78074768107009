package io.greenroom.grading.code;

import java.util.List;

/** Bytes, counts of pairs, merges: what tokenizers are made of; dictionaries and caches. */
final class TextRules implements Rules {
    @Override
    public void look(Execution program, Facts facts) {
        for (var value : List.copyOf(program.values())) {
            switch (value.op()) {
                case "encode" ->
                        facts.technique(
                                "bytes",
                                "encode",
                                "Works on the UTF-8 bytes of "
                                        + Wording.name(value.arg(0))
                                        + ", so nothing is unknown",
                                value);
                case "decode" -> {
                    boolean lenient =
                            value.trait("errors").contains("replace")
                                    || value.trait("errors").contains("ignore")
                                    || value.args().stream()
                                            .anyMatch(arg -> arg.constant().contains("replace"));
                    boolean joined =
                            Flow.form(value.arg(0), "join").isPresent()
                                    || Flow.source(value.arg(0), "join").isPresent();
                    facts.technique(
                            "bytes",
                            lenient ? "decode-lenient" : "decode",
                            "Decodes "
                                    + (joined ? "the joined bytes" : Wording.name(value.arg(0)))
                                    + " as UTF-8"
                                    + (lenient ? ", replacing what is not valid" : ""),
                            value);
                    if (joined) {
                        facts.technique(
                                "bytes",
                                "join-first",
                                "Joins the bytes of all tokens first and decodes once",
                                value);
                    }
                }
                case "Counter", "defaultdict" ->
                        facts.technique("count", "counter", "Counts with a " + value.op(), value);
                case "zip" -> {
                    if (value.args().size() == 2
                            && Flow.forms(value.arg(1)).stream()
                                    .anyMatch(
                                            form ->
                                                    form.is("index")
                                                            && form.trait("pattern").equals("1:")
                                                            && Flow.same(
                                                                    form.arg(0), value.arg(0)))) {
                        facts.technique(
                                "pairs",
                                "adjacent",
                                "Goes through adjacent pairs of " + Wording.name(value.arg(0)),
                                value);
                        // The pairs of one word are few; it is the whole text that counts.
                        boolean whole =
                                Flow.sources(value.arg(0), 8).stream()
                                        .noneMatch(
                                                from ->
                                                        from.is("element", "part")
                                                                || from.is("index")
                                                                        && from.args().size() > 1);
                        boolean counts =
                                Flow.consequences(value).stream()
                                        .anyMatch(user -> user.is("setitem", "Counter", "change"));
                        if (whole && counts && value.loops() == 1) {
                            facts.technique(
                                    "pairs",
                                    "again-in-loop",
                                    "Counts all adjacent pairs of the whole sequence again in every"
                                            + " round of a loop, such as after every merge",
                                    value);
                        }
                    }
                }
                case "max", "min" -> {
                    if (value.trait("key").equals("given") || !value.trait("at:key").isEmpty()) {
                        facts.technique(
                                "choose",
                                value.op() + "-by-key",
                                "Takes the "
                                        + (value.is("max") ? "largest" : "smallest")
                                        + " of "
                                        + Wording.name(value.arg(0))
                                        + " by a key",
                                value);
                    }
                }
                case "findall", "split", "finditer" -> {
                    // The split of an array cuts nothing that a merge could cross.
                    if (!value.is("split") || value.trait("method").equals("yes")) {
                        facts.technique(
                                "pieces",
                                "split",
                                "Cuts "
                                        + Wording.name(value.arg(value.args().size() - 1))
                                        + " into pieces first, so that nothing crosses them",
                                value);
                    }
                }
                case "move_to_end", "OrderedDict" ->
                        facts.technique(
                                "cache",
                                "recent",
                                "Keeps the order of use, the most recent at the end",
                                value);
                case "popitem" ->
                        facts.technique(
                                "cache",
                                "evict",
                                "Evicts the "
                                        + (value.trait("last").equals("False")
                                                ? "least recently"
                                                : "most recently")
                                        + " used entry",
                                value);
                default -> {
                    // Others look at it.
                }
            }
        }
        for (var event : program.events()) {
            if (event instanceof Event.Change change
                    && change.value().is("setitem")
                    && change.value().arg(2).is("add", "sub")
                    && Flow.form(change.value().arg(2).arg(0), "index", "get").isPresent()) {
                var sum = change.value().arg(2);
                facts.at(
                        CodeFact.Kind.TECHNIQUE,
                        "count",
                        sum.is("add") ? "increase" : "decrease",
                        (sum.is("add") ? "Increases a count in " : "Decreases a count in ")
                                + change.target(),
                        change.value().live(),
                        change.span(),
                        change.entry());
            }
        }
    }
}
