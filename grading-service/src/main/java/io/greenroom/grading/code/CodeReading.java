package io.greenroom.grading.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A Python program, read without running it. Broken programs are read as far as they go; the same
 * text is always read the same way.
 *
 * @param facts what it does
 * @param claims what its comments and docstrings say, apart from what it does
 * @param errors where the syntax is broken
 * @param dead code that is never reached, and functions that nothing calls
 * @param stubs functions that were asked for and have no body to speak of
 * @param features how often which operation feeds which, names left out: what its structure is
 *     compared by
 */
public record CodeReading(
        List<CodeFact> facts,
        List<Claim> claims,
        List<Span> errors,
        List<Span> dead,
        Set<String> stubs,
        Map<String, Integer> features) {
    private static final int LONGEST = 60_000;
    private static final Pattern FENCE = Pattern.compile("^\\s*(```|~~~)\\s*(\\w*).*");
    private static final Comparator<Span> IN_ORDER =
            Comparator.comparingInt(Span::start).thenComparingInt(Span::end);

    public CodeReading {
        facts = List.copyOf(facts);
        claims = List.copyOf(claims);
        errors = List.copyOf(errors);
        dead = List.copyOf(dead);
        stubs = Set.copyOf(stubs);
        features = Map.copyOf(features);
    }

    /**
     * Reads a program.
     *
     * @param text Python, or Markdown whose fenced blocks are read; spans are UTF-16 indices into
     *     it
     */
    public static CodeReading of(String text) {
        return of(text, "");
    }

    /**
     * Reads a program that had to fill in a given start.
     *
     * @param starter what the candidate started from: its functions and classes are the ones that
     *     others call, and what they don't use is dead
     */
    public static CodeReading of(String text, String starter) {
        var source = code(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        var root = PythonParser.parse(source);
        var program =
                Execution.of(
                        root,
                        starter.isBlank() ? Set.of() : defined(PythonParser.parse(code(starter))));
        var found = new Facts();
        for (var rules : ControlRules.all()) {
            rules.look(program, found);
        }
        var comments = comments(root);
        var facts = found.all().stream().map(fact -> onLines(fact, source, comments)).toList();
        var claims = new ArrayList<Claim>();
        for (var span : claimed(root, source)) {
            var claim = Claims.of(source, span, facts);
            if (claim.text().codePoints().anyMatch(Character::isLetter)) {
                claims.add(claim);
            }
        }
        return new CodeReading(
                facts,
                claims,
                errors(root),
                List.copyOf(program.dead()),
                program.stubs(),
                Shape.of(program));
    }

    /** The facts that the program's results depend on. */
    public List<CodeFact> running() {
        return facts.stream().filter(CodeFact::runs).toList();
    }

    /** Whether nothing in it computes anything. */
    public boolean empty() {
        return facts.stream().noneMatch(CodeFact::runs);
    }

    /** Everything but fenced code replaced by spaces, so that indices stay. */
    private static String code(String text) {
        if (text.lines().noneMatch(line -> FENCE.matcher(line).matches())) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        boolean inside = false;
        for (int start = 0; start < text.length(); ) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline + 1;
            var line = text.substring(start, end);
            boolean fence = FENCE.matcher(line.stripTrailing()).matches();
            if (inside && !fence) {
                kept.append(line);
            } else {
                kept.append(" ".repeat(Math.max(0, line.length() - (newline < 0 ? 0 : 1))))
                        .append(newline < 0 ? "" : "\n");
            }
            inside ^= fence;
            start = end;
        }
        return kept.toString();
    }

    private static Set<String> defined(Syntax root) {
        var names = new HashSet<String>();
        for (var statement : root.parts()) {
            var definition =
                    statement.is("decorated_definition")
                            ? statement.child("definition").orElse(statement)
                            : statement;
            if (definition.is("function_definition") || definition.is("class_definition")) {
                names.add(definition.text("name"));
            }
        }
        return names;
    }

    private static List<Span> comments(Syntax root) {
        return root.walk().stream().filter(node -> node.is("comment")).map(Syntax::span).toList();
    }

    private static List<Span> errors(Syntax root) {
        return root.walk().stream()
                .filter(Syntax::error)
                .map(Syntax::span)
                .sorted(IN_ORDER)
                .limit(50)
                .toList();
    }

    /** Comments, those on lines that follow each other as one, and docstrings. */
    private static List<Span> claimed(Syntax root, String source) {
        var spans = new ArrayList<Span>();
        for (var node : root.walk()) {
            if (node.is("comment")) {
                var last = spans.isEmpty() ? null : spans.getLast();
                if (last != null
                        && alone(source, node.span().start())
                        && alone(source, last.start())
                        && source.charAt(last.start()) == '#'
                        && oneLineDown(source, last.end(), node.span().start())) {
                    spans.set(spans.size() - 1, new Span(last.start(), node.span().end()));
                } else {
                    spans.add(node.span());
                }
            } else if (node.is("expression_statement")
                    && !node.parts().isEmpty()
                    && node.parts().stream()
                            .allMatch(
                                    part -> part.is("string") || part.is("concatenated_string"))) {
                spans.add(node.span());
            }
        }
        spans.sort(IN_ORDER);
        return spans;
    }

    private static boolean alone(String source, int at) {
        int line = source.lastIndexOf('\n', at - 1) + 1;
        return source.substring(line, at).isBlank();
    }

    private static boolean oneLineDown(String source, int from, int to) {
        var between = from <= to ? source.substring(from, to) : "x";
        return between.isBlank() && between.chars().filter(c -> c == '\n').count() == 1;
    }

    /** Code is shown by whole lines: an expression alone says little to a reader. */
    private static CodeFact onLines(CodeFact fact, String source, List<Span> comments) {
        var spans = new ArrayList<Span>();
        for (var span : fact.spans()) {
            var line = line(span, source, comments);
            if (!spans.contains(line)) {
                spans.add(line);
            }
        }
        return new CodeFact(
                fact.family(),
                fact.variant(),
                fact.statement(),
                fact.kind(),
                fact.runs(),
                fact.entry(),
                spans);
    }

    private static Span line(Span span, String source, List<Span> comments) {
        if (source.substring(span.start(), span.end()).indexOf('\n') >= 0) {
            return span;
        }
        int start = source.lastIndexOf('\n', span.start() - 1) + 1;
        int newline = source.indexOf('\n', span.end());
        int end = newline < 0 ? source.length() : newline;
        for (var comment : comments) {
            if (comment.start() >= span.end() && comment.start() < end) {
                end = comment.start();
            }
        }
        while (start < span.start() && Character.isWhitespace(source.charAt(start))) {
            start++;
        }
        while (end > span.end() && Character.isWhitespace(source.charAt(end - 1))) {
            end--;
        }
        return new Span(start, end);
    }

    /** The data flow of a program with all names left out. */
    private static final class Shape {
        private Shape() {}

        static Map<String, Integer> of(Execution program) {
            var features = new TreeMap<String, Integer>();
            var seen = new HashSet<String>();
            for (var value : program.values()) {
                if (!value.live() || dull(value) || !seen.add(value.op() + value.span())) {
                    continue;
                }
                var label = label(value);
                features.merge(label, 1, Integer::sum);
                for (var arg : value.args()) {
                    for (var form : Flow.forms(arg)) {
                        if (!dull(form)) {
                            features.merge(label + "<" + label(form), 1, Integer::sum);
                        }
                    }
                }
            }
            for (var event : program.events()) {
                if (event instanceof Event.Raise raise && !raise.conditions().isEmpty()) {
                    features.merge("raise", 1, Integer::sum);
                } else if (event instanceof Event.Loop loop && !loop.comprehension()) {
                    features.merge("loop" + loop.depth(), 1, Integer::sum);
                }
            }
            return features;
        }

        private static String label(Value value) {
            var axis = value.trait("axis");
            return axis.isEmpty() ? value.op() : value.op() + ":" + axis;
        }

        private static boolean dull(Value value) {
            return value.is(
                            "const",
                            "phi",
                            "param",
                            "name",
                            "unknown",
                            "list",
                            "function",
                            "part",
                            "attribute",
                            "self")
                    || ArrayVocabulary.TRANSPARENT.contains(value.op());
        }
    }
}
