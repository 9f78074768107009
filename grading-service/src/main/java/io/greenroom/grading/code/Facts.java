package io.greenroom.grading.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects facts; the same one found twice, as in a function that is called twice, counts once. */
final class Facts {
    private final Map<String, CodeFact> found = new LinkedHashMap<>();

    void technique(String family, String variant, String statement, Value shown, Value... also) {
        add(CodeFact.Kind.TECHNIQUE, family, variant, statement, shown, also);
    }

    void fault(String family, String variant, String statement, Value shown, Value... also) {
        add(CodeFact.Kind.FAULT, family, variant, statement, shown, also);
    }

    void at(
            CodeFact.Kind kind,
            String family,
            String variant,
            String statement,
            boolean runs,
            Span span,
            String entry) {
        put(new CodeFact(family, variant, sentence(statement), kind, runs, entry, List.of(span)));
    }

    private void add(
            CodeFact.Kind kind,
            String family,
            String variant,
            String statement,
            Value shown,
            Value... also) {
        var spans = new ArrayList<Span>();
        spans.add(shown.span());
        Arrays.stream(also)
                .map(Value::span)
                .filter(span -> !spans.contains(span))
                .forEach(spans::add);
        boolean runs = shown.live() && Arrays.stream(also).allMatch(Value::live);
        put(new CodeFact(family, variant, sentence(statement), kind, runs, shown.entry(), spans));
    }

    private void put(CodeFact fact) {
        var key = fact.key() + "@" + fact.entry() + "@" + fact.spans().getFirst();
        var known = found.get(key);
        if (known == null || !known.runs() && fact.runs()) {
            found.put(key, fact);
        }
    }

    private static String sentence(String statement) {
        var text = statement.replaceAll("\\s+", " ").strip();
        text = text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return text.endsWith(".") ? text : text + ".";
    }

    List<CodeFact> all() {
        var running = new HashSet<String>();
        for (var fact : found.values()) {
            if (fact.runs()) {
                running.add(fact.key() + fact.spans().getFirst());
            }
        }
        // A result that one caller leaves unused and another uses is used.
        return found.values().stream()
                .filter(
                        fact ->
                                fact.runs()
                                        || !running.contains(fact.key() + fact.spans().getFirst()))
                .toList();
    }

    boolean has(String family, String variant) {
        return found.values().stream()
                .anyMatch(
                        fact ->
                                fact.runs()
                                        && fact.family().equals(family)
                                        && fact.variant().equals(variant));
    }
}
