package io.greenroom.grading.code;

import io.greenroom.grading.code.Event.Condition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a program once with symbols for its inputs and notes which value is computed from
 * which. Both branches of a condition are taken, a loop's body once, and a call of the program's
 * own functions is followed. Nothing is run.
 */
final class Execution {
    /** Bounds for programs that nobody writes; what lies beyond is unknown. */
    private static final int MOST_VALUES = 20_000;

    private static final Pattern SUM_OF_SQUARES =
            Pattern.compile("(\\.{0,3}\\w*)(\\w),\\1\\2->\\1");

    private static final int DEEPEST_CALL = 8;
    private static final int MOST_CALLS = 400;

    private final List<Value> values = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Value> effects = new ArrayList<>();
    private final Set<Span> dead = new LinkedHashSet<>();
    private final Map<String, Syntax> functions = new LinkedHashMap<>();
    private final Map<String, Map<String, Syntax>> classes = new LinkedHashMap<>();
    private final Map<String, String> imported = new HashMap<>();
    private final ArrayDeque<Frame> frames = new ArrayDeque<>();
    private final ArrayDeque<Condition> conditions = new ArrayDeque<>();
    private final Map<Value, Closure> closures = new HashMap<>();
    private final Map<Value, List<Value>> carried = new HashMap<>();
    private final Set<String> unused = new LinkedHashSet<>();
    private final Set<String> stubs = new LinkedHashSet<>();
    private final Map<String, Value> module = new LinkedHashMap<>();
    private String entry = "";
    private @Nullable String owner;
    private boolean used = true;
    private int loops;
    private int calls;

    private Execution() {}

    /** What a call needs to know about a function. */
    private record Closure(Syntax parameters, Syntax body, boolean expression, Scope scope) {}

    private static final class Frame {
        final List<Value> returned = new ArrayList<>();
        final String name;
        final int conditions;

        Frame(String name, int conditions) {
            this.name = name;
            this.conditions = conditions;
        }
    }

    /** Variables, within those of the function around. */
    private static final class Scope {
        Map<String, Value> variables = new LinkedHashMap<>();
        final @Nullable Scope outer;

        Scope(@Nullable Scope outer) {
            this.outer = outer;
        }

        @Nullable Value find(String name) {
            for (Scope scope = this; scope != null; scope = scope.outer) {
                var value = scope.variables.get(name);
                if (value != null) {
                    return value;
                }
            }
            return null;
        }

        /** Changes an object where it was made, or makes it here. */
        void change(String name, Value value) {
            for (Scope scope = this; scope != null; scope = scope.outer) {
                if (scope.variables.containsKey(name)) {
                    scope.variables.put(name, value);
                    return;
                }
            }
            variables.put(name, value);
        }
    }

    /**
     * @param wanted the functions or classes that others call; when empty or absent from the
     *     program, those that the program itself does not call
     */
    static Execution of(Syntax root, Set<String> wanted) {
        var execution = new Execution();
        execution.module(root, wanted);
        execution.trace();
        return execution;
    }

    List<Value> values() {
        return values;
    }

    List<Event> events() {
        return events;
    }

    /** Code that is never reached, and functions that nothing calls. */
    Collection<Span> dead() {
        return dead;
    }

    /** Functions that nothing calls though others than them are asked for. */
    Set<String> unused() {
        return unused;
    }

    /** Functions that were asked for and have no body to speak of. */
    Set<String> stubs() {
        return stubs;
    }

    /** Whether there is any function, class or statement that does something. */
    boolean empty() {
        return values.isEmpty() && events.isEmpty();
    }

    // The program and its functions

    private void module(Syntax root, Set<String> wanted) {
        var scope = new Scope(null);
        scope.variables = module;
        entry = "module";
        frames.push(new Frame("module", 0));
        declare(root, scope);
        block(root.parts(), scope);
        frames.pop();
        var bodies = new LinkedHashMap<String, Syntax>(functions);
        var entries = entries(bodies, wanted);
        for (var name : functions.keySet()) {
            var function = functions.get(name);
            used = entries.contains(name) || !unused.contains(name);
            if (!used) {
                dead.add(function.span());
            }
            if (entries.contains(name) || !used) {
                enter(name, function, scope);
            }
        }
        used = true;
        for (var type : classes.entrySet()) {
            type(type.getKey(), type.getValue(), scope);
        }
    }

    private void declare(Syntax root, Scope scope) {
        for (var statement : root.parts()) {
            var definition = definition(statement);
            if (definition.is("function_definition")) {
                functions.put(definition.text("name"), definition);
                scope.variables.put(definition.text("name"), function(definition, scope));
            } else if (definition.is("class_definition")) {
                var methods = new LinkedHashMap<String, Syntax>();
                definition
                        .child("body")
                        .ifPresent(
                                body -> {
                                    for (var part : body.parts()) {
                                        var method = definition(part);
                                        if (method.is("function_definition")) {
                                            methods.put(method.text("name"), method);
                                        }
                                    }
                                });
                classes.put(definition.text("name"), methods);
            } else if (statement.is("ERROR")) {
                declare(statement, scope);
            }
        }
    }

    private static Syntax definition(Syntax statement) {
        return statement.is("decorated_definition")
                ? statement.child("definition").orElse(statement)
                : statement;
    }

    /** Which functions run when the program is used as it is meant to be. */
    private Set<String> entries(Map<String, Syntax> bodies, Set<String> wanted) {
        var mentions = new HashMap<String, Set<String>>();
        var mentioned = new HashSet<String>();
        for (var body : bodies.entrySet()) {
            var names = names(body.getValue(), bodies.keySet());
            names.remove(body.getKey());
            mentions.put(body.getKey(), names);
            mentioned.addAll(names);
        }
        var entries = new LinkedHashSet<>(bodies.keySet());
        entries.retainAll(wanted);
        boolean known = !entries.isEmpty() || classes.keySet().stream().anyMatch(wanted::contains);
        if (!known) {
            for (var name : bodies.keySet()) {
                if (!mentioned.contains(name) && !name.startsWith("_")) {
                    entries.add(name);
                }
            }
        }
        var reached = new LinkedHashSet<>(entries);
        for (var methods : classes.values()) {
            methods.values().forEach(method -> reached.addAll(names(method, bodies.keySet())));
        }
        boolean more = true;
        while (more) {
            more = false;
            for (var name : List.copyOf(reached)) {
                more |= reached.addAll(mentions.getOrDefault(name, Set.of()));
            }
        }
        for (var name : bodies.keySet()) {
            if (reached.contains(name)) {
                continue;
            }
            var lower = name.toLowerCase(java.util.Locale.ROOT);
            boolean check =
                    lower.contains("test")
                            || lower.contains("check")
                            || lower.contains("demo")
                            || lower.equals("main");
            if (check
                    || mentions.getOrDefault(name, Set.of()).stream().anyMatch(reached::contains)) {
                // A check of the rest is a part of the work although nothing calls it.
                entries.add(name);
            } else {
                unused.add(name);
            }
        }
        return entries;
    }

    private static Set<String> names(Syntax body, Set<String> among) {
        var names = new LinkedHashSet<String>();
        for (var node : body.walk()) {
            if (node.is("identifier") && among.contains(node.text())) {
                names.add(node.text());
            }
        }
        return names;
    }

    private void enter(String name, Syntax function, Scope scope) {
        entry = name;
        calls = 0;
        var inner = new Scope(scope);
        parameters(function, List.of(), Map.of(), inner, false);
        body(name, function, inner, true);
    }

    private void type(String name, Map<String, Syntax> methods, Scope scope) {
        owner = name;
        var object = new Scope(scope);
        var constructor = methods.get("__init__");
        if (constructor != null) {
            entry = name + ".__init__";
            parameters(constructor, List.of(), Map.of(), object, false);
            body(entry, constructor, object, true);
        }
        var attributes = new LinkedHashMap<String, Value>();
        for (var variable : object.variables.entrySet()) {
            if (variable.getKey().startsWith("self.")) {
                attributes.put(variable.getKey(), variable.getValue());
            }
        }
        for (var method : methods.entrySet()) {
            if (!method.getKey().equals("__init__")) {
                entry = name + "." + method.getKey();
                calls = 0;
                var inner = new Scope(scope);
                inner.variables.putAll(attributes);
                parameters(method.getValue(), List.of(), Map.of(), inner, false);
                body(entry, method.getValue(), inner, true);
            }
        }
        owner = null;
    }

    private Value body(String name, Syntax function, Scope scope, boolean outer) {
        var body = function.child("body");
        if (body.isEmpty()) {
            return unknown(function.span());
        }
        if (outer && stub(body.get())) {
            stubs.add(name);
            dead.add(body.get().span());
            return unknown(function.span());
        }
        var frame = new Frame(name, conditions.size());
        frames.push(frame);
        block(body.get().parts(), scope);
        frames.pop();
        return frame.returned.isEmpty()
                ? constant("None", function.span())
                : merged(frame.returned, function.span());
    }

    private static boolean stub(Syntax body) {
        for (var statement : body.parts()) {
            boolean nothing =
                    statement.is("pass_statement")
                            || statement.is("raise_statement")
                                    && statement.text().contains("NotImplemented")
                            || statement.is("expression_statement")
                                    && statement.parts().stream()
                                            .allMatch(
                                                    part ->
                                                            part.is("string")
                                                                    || part.is("ellipsis")
                                                                    || part.is(
                                                                            "concatenated_string"));
            if (!nothing) {
                return false;
            }
        }
        return true;
    }

    private void parameters(
            Syntax function,
            List<Value> given,
            Map<String, Value> keywords,
            Scope scope,
            boolean called) {
        var list = function.child("parameters");
        if (list.isEmpty()) {
            return;
        }
        int position = 0;
        for (var parameter : list.get().parts()) {
            var name = parameterName(parameter);
            if (name.isEmpty()) {
                continue;
            }
            if (name.equals("self") || name.equals("cls")) {
                scope.variables.put(name, value("self", List.of(), Map.of(), parameter.span()));
                continue;
            }
            Value bound = keywords.get(name);
            boolean rest =
                    parameter.is("list_splat_pattern") || parameter.is("dictionary_splat_pattern");
            if (bound == null && !rest && position < given.size()) {
                bound = given.get(position);
            }
            if (!rest) {
                position++;
            }
            var fallback = parameter.child("value");
            if (bound == null && fallback.isPresent() && called) {
                bound = expression(fallback.get(), scope);
            }
            if (bound == null) {
                var traits = new HashMap<String, String>();
                traits.put("text", name);
                fallback.ifPresent(value -> traits.put("default", value.text()));
                bound = value("param", List.of(), traits, parameter.span());
                bound.named(name);
            }
            scope.variables.put(name, bound);
        }
    }

    private static String parameterName(Syntax parameter) {
        return switch (parameter.type()) {
            case "identifier" -> parameter.text();
            case "default_parameter", "typed_default_parameter" -> parameter.text("name");
            case "typed_parameter", "list_splat_pattern", "dictionary_splat_pattern" ->
                    parameter.parts().stream().findFirst().map(Execution::parameterName).orElse("");
            default -> "";
        };
    }

    // Statements

    /** True when what follows the block is never reached. */
    private boolean block(List<Syntax> statements, Scope scope) {
        int before = conditions.size();
        boolean left = false;
        for (int i = 0; i < statements.size(); i++) {
            if (statement(statements.get(i), scope)) {
                if (i + 1 < statements.size()) {
                    dead.add(
                            new Span(
                                    statements.get(i + 1).span().start(),
                                    statements.getLast().span().end()));
                }
                left = true;
                break;
            }
        }
        while (conditions.size() > before) {
            conditions.pop();
        }
        return left;
    }

    private boolean statement(Syntax statement, Scope scope) {
        switch (statement.type()) {
            case "expression_statement" -> {
                for (var part : statement.parts()) {
                    effect(part, scope);
                }
            }
            case "return_statement" -> {
                var parts = statement.parts();
                var value =
                        parts.isEmpty()
                                ? constant("None", statement.span())
                                : expression(parts.getFirst(), scope);
                var frame = frames.element();
                frame.returned.add(value);
                boolean outer = frames.size() == 1;
                if (outer) {
                    sink(value);
                }
                events.add(
                        new Event.Return(
                                value,
                                here(outer ? 0 : frame.conditions),
                                outer,
                                statement.span(),
                                entry));
                return true;
            }
            case "raise_statement" -> {
                var parts = statement.parts();
                var error =
                        parts.isEmpty()
                                ? "the error"
                                : parts.getFirst()
                                        .child("function")
                                        .orElse(parts.getFirst())
                                        .text();
                here(0).forEach(condition -> sink(condition.value()));
                events.add(
                        new Event.Raise(
                                error,
                                here(frames.element().conditions),
                                false,
                                statement.span(),
                                entry));
                return true;
            }
            case "assert_statement" -> {
                var parts = statement.parts();
                if (!parts.isEmpty()) {
                    var value = expression(parts.getFirst(), scope);
                    sink(value);
                    events.add(
                            new Event.Raise(
                                    "AssertionError",
                                    List.of(new Condition(value, false, statement.span())),
                                    true,
                                    statement.span(),
                                    entry));
                }
            }
            case "if_statement" -> {
                return condition(statement, scope);
            }
            case "for_statement" -> loop(statement, scope);
            case "while_statement" -> {
                return whileLoop(statement, scope);
            }
            case "with_statement" -> {
                for (var item : statement.walk()) {
                    if (item.is("with_item")) {
                        item.parts().forEach(part -> expression(part, scope));
                    }
                }
                return statement
                        .child("body")
                        .map(body -> block(body.parts(), scope))
                        .orElse(false);
            }
            case "try_statement" -> {
                return attempt(statement, scope);
            }
            case "match_statement" -> {
                for (var part : statement.walk()) {
                    if (part.is("case_clause")) {
                        part.child("consequence").ifPresent(body -> block(body.parts(), scope));
                    }
                }
            }
            case "function_definition" -> {
                if (frames.size() > 1 || !functions.containsValue(statement)) {
                    scope.variables.put(statement.text("name"), function(statement, scope));
                }
            }
            case "decorated_definition" -> {
                return statement
                        .child("definition")
                        .map(inner -> statement(inner, scope))
                        .orElse(false);
            }
            case "delete_statement" -> {
                for (var part : statement.parts()) {
                    var value = expression(part, scope);
                    root(part)
                            .ifPresent(
                                    name ->
                                            change(
                                                    name,
                                                    "del",
                                                    List.of(value),
                                                    part.span(),
                                                    scope));
                }
            }
            case "import_statement", "import_from_statement" -> imports(statement);
            case "break_statement", "continue_statement" -> {
                here(0).forEach(condition -> sink(condition.value()));
                events.add(
                        new Event.Jump(
                                statement.type(),
                                here(frames.element().conditions),
                                statement.span(),
                                entry));
                return true;
            }
            case "ERROR" -> {
                for (var part : statement.parts()) {
                    statement(part, scope);
                }
            }
            case "block" -> {
                return block(statement.parts(), scope);
            }
            default -> {
                // A declaration, or nothing that computes.
            }
        }
        return false;
    }

    private void effect(Syntax part, Scope scope) {
        switch (part.type()) {
            case "assignment" -> {
                assign(part, scope);
            }
            case "augmented_assignment" -> {
                var left = part.child("left");
                var right = part.child("right");
                if (left.isPresent() && right.isPresent()) {
                    var old = expression(left.get(), scope);
                    var sign = part.text("operator").replace("=", "");
                    var value =
                            arithmetic(
                                    sign,
                                    old,
                                    expression(right.get(), scope),
                                    part.span(),
                                    Map.of("augmented", "yes"));
                    bind(left.get(), value, part.span(), scope);
                }
            }
            case "string", "concatenated_string", "ellipsis" -> {
                // A docstring, or nothing.
            }
            case "yield" -> {
                part.parts().forEach(inner -> sink(expression(inner, scope)));
                var value =
                        part.parts().isEmpty()
                                ? constant("None", part.span())
                                : expression(part.parts().getFirst(), scope);
                sink(value);
                events.add(
                        new Event.Return(
                                value,
                                here(frames.element().conditions),
                                frames.size() == 1,
                                part.span(),
                                entry));
                frames.element().returned.add(value);
            }
            default -> {
                var value = expression(part, scope);
                if (part.is("call") && !ArrayVocabulary.PURE.contains(value.op())) {
                    sink(value);
                }
            }
        }
    }

    private Value assign(Syntax part, Scope scope) {
        var right = part.child("right");
        var left = part.child("left");
        if (right.isEmpty() || left.isEmpty()) {
            return unknown(part.span());
        }
        var value =
                right.get().is("assignment")
                        ? assign(right.get(), scope)
                        : expression(right.get(), scope);
        bind(left.get(), value, part.span(), scope);
        return value;
    }

    private void bind(Syntax target, Value value, Span statement, Scope scope) {
        switch (target.type()) {
            case "identifier" -> {
                value.named(target.text());
                scope.variables.put(target.text(), value);
                events.add(new Event.Step(target.text(), value, statement, entry));
            }
            case "pattern_list",
                    "tuple_pattern",
                    "list_pattern",
                    "tuple",
                    "list",
                    "expression_list" -> {
                int index = 0;
                var targets = target.parts();
                for (var part : targets) {
                    bind(
                            part,
                            element(value, index++, targets.size(), part.span()),
                            statement,
                            scope);
                }
            }
            case "list_splat_pattern", "list_splat", "parenthesized_expression" -> {
                for (var part : target.parts()) {
                    bind(part, value, statement, scope);
                }
            }
            case "subscript" -> {
                var base = target.child("value");
                if (base.isEmpty()) {
                    return;
                }
                var index = expression(target, scope);
                var old = expression(base.get(), scope);
                var changed =
                        value(
                                "setitem",
                                List.of(old, index, value),
                                Map.of("pattern", index.trait("pattern")),
                                statement);
                for (var name : root(base.get()).stream().toList()) {
                    put(name, changed, old, statement, scope);
                }
            }
            case "attribute" -> {
                var name = target.text();
                value.named(name);
                scope.variables.put(name, value);
                if (name.startsWith("self.")) {
                    sink(value);
                }
                events.add(new Event.Step(name, value, statement, entry));
            }
            default -> {
                // Nothing that can be assigned to.
            }
        }
    }

    /** An object was changed in place. */
    private void put(String name, Value changed, Value old, Span at, Scope scope) {
        changed.named(name);
        scope.change(name, changed);
        boolean outlives = name.startsWith("self.") || fromOutside(old);
        // What a function that was followed into changes may well belong to its caller.
        if (outlives || frames.size() > 1) {
            sink(changed);
        }
        here(0).forEach(condition -> sink(condition.value()));
        events.add(
                new Event.Change(
                        name, changed, here(frames.element().conditions), outlives, at, entry));
    }

    private static boolean fromOutside(Value value) {
        var next = value;
        for (int i = 0; i < 50; i++) {
            if (next.is("param", "self")) {
                return true;
            }
            if (next.args().isEmpty() || !next.is("phi", "setitem", "change", "asarray", "index")) {
                return false;
            }
            next = next.is("phi") ? next.args().getLast() : next.arg(0);
        }
        return false;
    }

    private void change(String name, String how, List<Value> with, Span at, Scope scope) {
        var old = lookup(name, at, scope);
        var args = new ArrayList<Value>();
        args.add(old);
        args.addAll(with);
        put(name, value("change", args, Map.of("how", how), at), old, at, scope);
    }

    /** The variable that an expression is a part of: {@code a} for {@code a.b[c]}. */
    private static Optional<String> root(Syntax expression) {
        var next = expression;
        for (int i = 0; i < 40; i++) {
            if (next.is("identifier")) {
                return Optional.of(next.text());
            }
            if (next.is("attribute") && next.text().matches("self\\.\\w+")) {
                return Optional.of(next.text());
            }
            var inner =
                    switch (next.type()) {
                        case "subscript" -> next.child("value");
                        case "attribute" -> next.child("object");
                        case "call" -> next.child("function");
                        default -> Optional.<Syntax>empty();
                    };
            if (inner.isEmpty()) {
                return Optional.empty();
            }
            next = inner.get();
        }
        return Optional.empty();
    }

    private boolean condition(Syntax statement, Scope scope) {
        var test =
                statement
                        .child("condition")
                        .map(part -> expression(part, scope))
                        .orElseGet(() -> unknown(statement.span()));
        sink(test);
        var at = test.span();
        var before = new LinkedHashMap<>(scope.variables);
        boolean never = test.constant().equals("False") || test.number() == 0;
        boolean always = test.constant().equals("True");
        var consequence = statement.child("consequence");
        boolean thenLeaves = false;
        if (never) {
            consequence.ifPresent(body -> dead.add(body.span()));
        } else {
            conditions.push(new Condition(test, true, at));
            thenLeaves = consequence.map(body -> block(body.parts(), scope)).orElse(false);
            conditions.pop();
        }
        var afterThen = scope.variables;
        scope.variables = new LinkedHashMap<>(before);
        boolean elseLeaves = false;
        var alternatives = statement.all("alternative");
        if (!alternatives.isEmpty()) {
            if (always) {
                alternatives.forEach(part -> dead.add(part.span()));
            } else {
                conditions.push(new Condition(test, false, at));
                elseLeaves = alternatives(alternatives, scope);
                conditions.pop();
            }
        }
        var afterElse = scope.variables;
        if (never || thenLeaves) {
            restore(scope, afterElse);
            if (thenLeaves && !elseLeaves) {
                // From here on the test has failed.
                conditions.push(new Condition(test, false, null));
            }
        } else if (always || elseLeaves) {
            restore(scope, afterThen);
        } else {
            restore(scope, merge(afterThen, afterElse, test, statement.span()));
        }
        return (never
                ? elseLeaves
                : always ? thenLeaves : thenLeaves && elseLeaves && !alternatives.isEmpty());
    }

    private void restore(Scope scope, Map<String, Value> variables) {
        scope.variables = variables;
    }

    private boolean alternatives(List<Syntax> clauses, Scope scope) {
        var first = clauses.getFirst();
        if (first.is("else_clause")) {
            return first.child("body").map(body -> block(body.parts(), scope)).orElse(false);
        }
        // An elif is an if in the else branch.
        var rest = clauses.subList(1, clauses.size());
        var children = new ArrayList<>(first.children());
        children.addAll(rest);
        return condition(
                new Syntax("if_statement", "", true, false, first.span(), first.text(), children),
                scope);
    }

    private Map<String, Value> merge(
            Map<String, Value> one, Map<String, Value> other, @Nullable Value test, Span at) {
        var merged = new LinkedHashMap<>(other);
        for (var variable : one.entrySet()) {
            var there = other.get(variable.getKey());
            if (there == null || there == variable.getValue()) {
                merged.put(variable.getKey(), variable.getValue());
            } else {
                var args = new ArrayList<Value>(List.of(variable.getValue(), there));
                if (test != null) {
                    args.add(test);
                }
                var phi = value("phi", args, Map.of("ways", "2"), at);
                phi.named(variable.getKey());
                merged.put(variable.getKey(), phi);
            }
        }
        return merged;
    }

    private void loop(Syntax statement, Scope scope) {
        var right = statement.child("right");
        var left = statement.child("left");
        if (right.isEmpty() || left.isEmpty()) {
            return;
        }
        var over = expression(right.get(), scope);
        sink(over);
        // Going through a few things that are written down one by one is no loop over data.
        int deeper = over.is("list") ? 0 : 1;
        loops += deeper;
        if (deeper > 0) {
            events.add(new Event.Loop(over, null, loops, false, head(statement), entry));
        }
        var before = new LinkedHashMap<>(scope.variables);
        bindElement(left.get(), over, scope);
        statement.child("body").ifPresent(body -> block(body.parts(), scope));
        loops -= deeper;
        carry(before, scope.variables);
        restore(scope, merge(scope.variables, before, null, head(statement)));
        for (var alternative : statement.all("alternative")) {
            alternative.child("body").ifPresent(body -> block(body.parts(), scope));
        }
    }

    private boolean whileLoop(Syntax statement, Scope scope) {
        var test =
                statement
                        .child("condition")
                        .map(part -> expression(part, scope))
                        .orElseGet(() -> unknown(statement.span()));
        sink(test);
        if (test.constant().equals("False") || test.number() == 0) {
            statement.child("body").ifPresent(body -> dead.add(body.span()));
            return false;
        }
        loops++;
        events.add(new Event.Loop(null, test, loops, false, head(statement), entry));
        var before = new LinkedHashMap<>(scope.variables);
        conditions.push(new Condition(test, true, head(statement)));
        statement.child("body").ifPresent(body -> block(body.parts(), scope));
        conditions.pop();
        loops--;
        carry(before, scope.variables);
        restore(scope, merge(scope.variables, before, null, head(statement)));
        boolean forever = test.constant().equals("True") || test.number() == 1;
        return forever
                && statement.walk().stream()
                        .noneMatch(
                                part -> part.is("break_statement") || part.is("return_statement"));
    }

    /** What one round of a loop leaves to a variable, the next round reads. */
    private void carry(Map<String, Value> before, Map<String, Value> after) {
        for (var variable : before.entrySet()) {
            var left = after.get(variable.getKey());
            if (left != null && left != variable.getValue()) {
                carried.computeIfAbsent(variable.getValue(), value -> new ArrayList<>()).add(left);
            }
        }
    }

    /** The line that opens a compound statement. */
    private static Span head(Syntax statement) {
        int end =
                statement
                        .child("body")
                        .map(body -> body.span().start())
                        .orElse(statement.span().end());
        var text = statement.text();
        int colon = text.lastIndexOf(':', Math.max(0, end - statement.span().start()));
        return new Span(
                statement.span().start(),
                colon < 0 ? statement.span().end() : statement.span().start() + colon + 1);
    }

    private void bindElement(Syntax target, Value over, Scope scope) {
        var targets = target.parts();
        boolean several =
                target.is("pattern_list")
                        || target.is("tuple_pattern")
                        || target.is("list_pattern");
        if (several && over.is("zip") && over.args().size() == targets.size()) {
            for (int i = 0; i < targets.size(); i++) {
                bindElement(targets.get(i), over.arg(i), scope);
            }
        } else if (several && over.is("enumerate") && targets.size() == 2) {
            bind(
                    targets.get(0),
                    value("position", List.of(over.arg(0)), Map.of(), target.span()),
                    target.span(),
                    scope);
            bindElement(targets.get(1), over.arg(0), scope);
        } else {
            bind(
                    target,
                    value("element", List.of(over), Map.of(), target.span()),
                    target.span(),
                    scope);
        }
    }

    private boolean attempt(Syntax statement, Scope scope) {
        var before = new LinkedHashMap<>(scope.variables);
        boolean left =
                statement.child("body").map(body -> block(body.parts(), scope)).orElse(false);
        var after = scope.variables;
        boolean all = left;
        for (var clause : statement.parts()) {
            if (clause.is("except_clause") || clause.is("except_group_clause")) {
                scope.variables = new LinkedHashMap<>(before);
                boolean handled = false;
                for (var part : clause.parts()) {
                    if (part.is("block")) {
                        handled = block(part.parts(), scope);
                    }
                }
                all &= handled;
                if (!handled) {
                    after =
                            left
                                    ? scope.variables
                                    : merge(after, scope.variables, null, clause.span());
                }
            }
        }
        restore(scope, after);
        for (var clause : statement.parts()) {
            if (clause.is("finally_clause") || clause.is("else_clause")) {
                for (var part : clause.parts()) {
                    if (part.is("block")) {
                        block(part.parts(), scope);
                    }
                }
            }
        }
        return all;
    }

    private void imports(Syntax statement) {
        for (var part : statement.all("name")) {
            if (part.is("aliased_import")) {
                imported.put(part.text("alias"), part.text("name"));
            } else if (statement.is("import_from_statement")) {
                imported.put(part.text(), part.text());
            } else {
                imported.put(part.text(), part.text());
            }
        }
    }

    // Expressions

    private Value expression(Syntax node, Scope scope) {
        return switch (node.type()) {
            case "identifier" -> lookup(node.text(), node.span(), scope);
            case "integer", "float", "true", "false", "none", "ellipsis" ->
                    constant(node.text(), node.span());
            case "string", "concatenated_string" -> {
                for (var part : node.walk()) {
                    if (part.is("interpolation")) {
                        part.parts().forEach(inner -> expression(inner, scope));
                    }
                }
                yield value(
                        "const",
                        List.of(),
                        Map.of("text", node.text(), "string", "yes"),
                        node.span());
            }
            case "parenthesized_expression" -> {
                var parts = node.parts();
                yield parts.isEmpty() ? unknown(node.span()) : expression(parts.getFirst(), scope);
            }
            case "binary_operator" -> {
                var left = node.child("left");
                var right = node.child("right");
                yield left.isEmpty() || right.isEmpty()
                        ? unknown(node.span())
                        : arithmetic(
                                node.text("operator"),
                                expression(left.get(), scope),
                                expression(right.get(), scope),
                                node.span(),
                                Map.of());
            }
            case "unary_operator" -> {
                var inner =
                        node.child("argument")
                                .map(part -> expression(part, scope))
                                .orElseGet(() -> unknown(node.span()));
                yield switch (node.text("operator")) {
                    case "-" -> negative(inner, node.span());
                    case "~" -> value("not", List.of(inner), Map.of(), node.span());
                    default -> inner;
                };
            }
            case "not_operator" ->
                    value(
                            "not",
                            node.child("argument").map(part -> expression(part, scope)).stream()
                                    .toList(),
                            Map.of(),
                            node.span());
            case "boolean_operator" -> {
                var args = parts(node, scope);
                yield value(node.text("operator"), args, Map.of(), node.span());
            }
            case "comparison_operator" -> {
                var args = parts(node, scope);
                var signs = new ArrayList<String>();
                for (var sign : node.all("operators")) {
                    signs.add(sign.text().replaceAll("\\s+", " "));
                }
                yield value("compare", args, Map.of("sign", String.join(" ", signs)), node.span());
            }
            case "conditional_expression" -> {
                var args = parts(node, scope);
                yield args.size() == 3
                        ? value(
                                "phi",
                                List.of(args.get(0), args.get(2), args.get(1)),
                                Map.of("ways", "2"),
                                node.span())
                        : unknown(node.span());
            }
            case "named_expression" -> {
                var inner =
                        node.child("value")
                                .map(part -> expression(part, scope))
                                .orElseGet(() -> unknown(node.span()));
                node.child("name").ifPresent(name -> bind(name, inner, node.span(), scope));
                yield inner;
            }
            case "call" -> call(node, scope);
            case "attribute" -> attribute(node, scope);
            case "subscript" -> subscript(node, scope);
            case "list", "tuple", "set", "expression_list" ->
                    value("list", parts(node, scope), Map.of(), node.span());
            case "dictionary" -> {
                var args = new ArrayList<Value>();
                for (var pair : node.parts()) {
                    pair.parts().forEach(part -> args.add(expression(part, scope)));
                }
                yield value("dict", args, Map.of(), node.span());
            }
            case "pair" -> value("list", parts(node, scope), Map.of(), node.span());
            case "list_comprehension",
                    "set_comprehension",
                    "dictionary_comprehension",
                    "generator_expression" ->
                    comprehension(node, scope);
            case "lambda" -> {
                var function =
                        value("function", List.of(), Map.of("text", node.text()), node.span());
                node.child("body")
                        .ifPresent(
                                body ->
                                        closures.put(
                                                function, new Closure(node, body, true, scope)));
                yield function;
            }
            case "assignment" -> assign(node, scope);
            case "list_splat",
                    "dictionary_splat",
                    "await",
                    "yield",
                    "type",
                    "keyword_argument",
                    "as_pattern" -> {
                var parts = node.parts();
                yield parts.isEmpty() ? unknown(node.span()) : expression(parts.getFirst(), scope);
            }
            default -> unknown(node.span());
        };
    }

    private List<Value> parts(Syntax node, Scope scope) {
        var args = new ArrayList<Value>();
        for (var part : node.parts()) {
            args.add(expression(part, scope));
        }
        return args;
    }

    private Value lookup(String name, Span at, Scope scope) {
        var found = scope.find(name);
        if (found != null) {
            return found;
        }
        return switch (name) {
            case "inf" -> constant("inf", at);
            default -> value("name", List.of(), Map.of("text", name), at);
        };
    }

    private Value negative(Value inner, Span at) {
        if (inner.is("const") && !inner.constant().startsWith("-")) {
            return constant("-" + inner.constant(), at);
        }
        return value("neg", List.of(inner), Map.of(), at);
    }

    private Value arithmetic(
            String sign, Value left, Value right, Span at, Map<String, String> traits) {
        var op =
                switch (sign) {
                    case "+" -> "add";
                    case "-" -> "sub";
                    case "*" -> "mul";
                    case "/" -> "div";
                    case "//" -> "floordiv";
                    case "%" -> "mod";
                    case "**" -> "pow";
                    case "@" -> "matmul";
                    case "&" -> "and";
                    case "|" -> "or";
                    case "^" -> "xor";
                    default -> "shift";
                };
        if (op.equals("div") && left.is("sum") && Flow.extent(right)) {
            return value("mean", List.of(left.arg(0)), left.traits(), at);
        }
        return value(op, List.of(left, right), traits, at);
    }

    private Value attribute(Syntax node, Scope scope) {
        var object = node.child("object");
        var name = node.text("attribute");
        if (object.isEmpty()) {
            return unknown(node.span());
        }
        var held = scope.find(node.text());
        if (held != null) {
            return held;
        }
        if (library(object.get(), scope)) {
            return switch (name) {
                case "inf", "infty", "Inf", "PINF" -> constant("inf", node.span());
                case "NINF" -> constant("-inf", node.span());
                case "newaxis" -> constant("None", node.span());
                case "nan", "NaN" -> constant("nan", node.span());
                default -> constant(name, node.span());
            };
        }
        var base = expression(object.get(), scope);
        return switch (name) {
            case "T", "mT" -> value("transpose", List.of(base), Map.of("how", name), node.span());
            case "real", "data", "values" -> base;
            default -> value("attribute", List.of(base), Map.of("name", name), node.span());
        };
    }

    private boolean library(Syntax object, Scope scope) {
        var first = object.text().split("\\.", 2)[0];
        return scope.find(first) == null
                && (imported.containsKey(first) || ArrayVocabulary.MODULES.contains(first))
                && object.text().matches("[\\w.]+");
    }

    private Value subscript(Syntax node, Scope scope) {
        var base =
                node.child("value")
                        .map(part -> expression(part, scope))
                        .orElseGet(() -> unknown(node.span()));
        var args = new ArrayList<Value>();
        args.add(base);
        var items = new ArrayList<Syntax>();
        for (var item : node.all("subscript")) {
            if (item.is("tuple")) {
                items.addAll(item.parts());
            } else {
                items.add(item);
            }
        }
        var pattern = new StringBuilder();
        for (var item : items) {
            if (!pattern.isEmpty()) {
                pattern.append(',');
            }
            if (item.is("slice")) {
                pattern.append(slice(item, args, scope));
            } else {
                var value = expression(item, scope);
                if (value.constant().equals("None")) {
                    pattern.append("None");
                } else if (value.constant().equals("...")) {
                    pattern.append("...");
                } else if (value.is("const") && !value.trait("string").equals("yes")) {
                    pattern.append(value.constant());
                } else {
                    pattern.append('v');
                    args.add(value);
                }
            }
        }
        if (base.is("list") && items.size() == 1) {
            double index = args.size() == 1 ? parse(pattern.toString()) : Double.NaN;
            if (index >= 0 && index < base.args().size()) {
                return base.arg((int) index);
            }
        }
        return value("index", args, Map.of("pattern", pattern.toString()), node.span());
    }

    private static double parse(String number) {
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private String slice(Syntax slice, List<Value> args, Scope scope) {
        var text = new StringBuilder();
        for (var part : slice.children()) {
            if (part.is(":")) {
                text.append(':');
            } else if (part.named() && !part.is("comment")) {
                var value = expression(part, scope);
                if (value.is("const")) {
                    text.append(value.constant());
                } else if (value.is("neg")) {
                    text.append("-v");
                    args.add(value.arg(0));
                } else {
                    text.append('v');
                    args.add(value);
                }
            }
        }
        return text.toString();
    }

    private Value comprehension(Syntax node, Scope scope) {
        var inner = new Scope(scope);
        var spelled = spelledOut(node, inner);
        if (spelled.isPresent()) {
            return spelled.get();
        }
        var args = new ArrayList<Value>();
        int deeper = 0;
        for (var part : node.parts()) {
            if (part.is("for_in_clause")) {
                var left = part.child("left");
                var right = part.all("right");
                if (left.isPresent() && !right.isEmpty()) {
                    var over = expression(right.getFirst(), inner);
                    args.add(over);
                    loops++;
                    deeper++;
                    events.add(new Event.Loop(over, null, loops, true, node.span(), entry));
                    bindElement(left.get(), over, inner);
                }
            } else if (part.is("if_clause")) {
                part.parts().forEach(test -> args.add(expression(test, inner)));
            }
        }
        var body =
                node.child("body")
                        .map(part -> expression(part, inner))
                        .orElseGet(() -> unknown(node.span()));
        loops -= deeper;
        args.addFirst(body);
        return value("comprehension", args, Map.of("loops", String.valueOf(deeper)), node.span());
    }

    /** {@code (f(x) for x in (a, b))} is {@code (f(a), f(b))}. */
    private Optional<Value> spelledOut(Syntax node, Scope scope) {
        var clauses = node.parts();
        var body = node.child("body");
        if (clauses.size() != 2 || body.isEmpty() || !clauses.get(1).is("for_in_clause")) {
            return Optional.empty();
        }
        var left = clauses.get(1).child("left");
        var right = clauses.get(1).child("right");
        if (left.isEmpty()
                || right.isEmpty()
                || !right.get().is("tuple") && !right.get().is("list")) {
            return Optional.empty();
        }
        var elements = right.get().parts();
        if (elements.isEmpty() || elements.size() > 6) {
            return Optional.empty();
        }
        var results = new ArrayList<Value>();
        for (var part : elements) {
            bind(left.get(), expression(part, scope), left.get().span(), scope);
            results.add(expression(body.get(), scope));
        }
        return Optional.of(value("list", results, Map.of(), node.span()));
    }

    private Value function(Syntax definition, Scope scope) {
        var function =
                value(
                        "function",
                        List.of(),
                        Map.of("text", definition.text("name")),
                        definition.span());
        closures.put(
                function,
                new Closure(definition, definition.child("body").orElse(definition), false, scope));
        return function;
    }

    // Calls

    private Value call(Syntax node, Scope scope) {
        var function = node.child("function");
        if (function.isEmpty()) {
            return unknown(node.span());
        }
        var args = new ArrayList<Value>();
        var keywords = new LinkedHashMap<String, Value>();
        var arguments = node.child("arguments");
        if (arguments.isPresent() && arguments.get().is("generator_expression")) {
            args.add(comprehension(arguments.get(), scope));
        } else if (arguments.isPresent()) {
            for (var argument : arguments.get().parts()) {
                if (argument.is("keyword_argument")) {
                    argument.child("value")
                            .ifPresent(
                                    value ->
                                            keywords.put(
                                                    argument.text("name"),
                                                    expression(value, scope)));
                } else {
                    args.add(expression(argument, scope));
                }
            }
        }
        var callee = function.get();
        if (callee.is("attribute")) {
            return method(node, callee, args, keywords, scope);
        }
        var target =
                callee.is("identifier") ? scope.find(callee.text()) : expression(callee, scope);
        if (target != null && closures.containsKey(target)) {
            return follow(target, callee.text(), args, keywords, node.span());
        }
        if (callee.is("identifier") && classes.containsKey(callee.text())) {
            return value("new", args, Map.of("class", callee.text()), node.span());
        }
        var name =
                callee.is("identifier") ? imported.getOrDefault(callee.text(), callee.text()) : "";
        if (target != null) {
            // A function that came in from outside.
            var all = new ArrayList<Value>(List.of(target));
            all.addAll(args);
            return value("call", all, Map.of("name", callee.text()), node.span());
        }
        name = name.substring(name.lastIndexOf('.') + 1);
        if (name.equals("float")
                && args.size() == 1
                && args.getFirst().trait("string").equals("yes")) {
            var text = args.getFirst().constant().replaceAll("[\"'+]", "").strip();
            return constant(text.equals("infinity") ? "inf" : text, node.span());
        }
        if ((name.equals("max") || name.equals("min")) && args.size() > 1) {
            name = name.equals("max") ? "maximum" : "minimum";
        }
        return operation(name, args, keywords, node, scope, Optional.empty());
    }

    private Value method(
            Syntax node,
            Syntax callee,
            List<Value> args,
            Map<String, Value> keywords,
            Scope scope) {
        var object = callee.child("object");
        var name = callee.text("attribute");
        if (object.isEmpty()) {
            return unknown(node.span());
        }
        if (library(object.get(), scope)) {
            var path = object.get().text();
            if (name.equals("at") || name.equals("reduce") || name.equals("accumulate")) {
                name = path.substring(path.lastIndexOf('.') + 1) + "." + name;
            }
            if (name.matches("b?float\\d*|double|half|int\\d*|bool_?")) {
                return value("cast", args, Map.of("dtype", name), node.span());
            }
            return operation(name, args, keywords, node, scope, Optional.empty());
        }
        if (object.get().text().equals("self") && owner != null) {
            var methods = classes.getOrDefault(owner, Map.of());
            var own = methods.get(name);
            if (own != null
                    && frames.size() <= DEEPEST_CALL
                    && calls++ < MOST_CALLS
                    && frames.stream()
                            .noneMatch(
                                    frame ->
                                            frame.name.equals(
                                                    "self." + callee.text("attribute")))) {
                var inner = new Scope(null);
                Scope outermost = scope;
                while (outermost.outer != null) {
                    outermost = outermost.outer;
                }
                inner.variables.putAll(outermost.variables);
                scope.variables.forEach(
                        (key, value) -> {
                            if (key.startsWith("self.")) {
                                inner.variables.put(key, value);
                            }
                        });
                parameters(own, args, keywords, inner, true);
                var result = body("self." + name, own, inner, false);
                inner.variables.forEach(
                        (key, value) -> {
                            if (key.startsWith("self.")) {
                                scope.variables.put(key, value);
                            }
                        });
                return result;
            }
        }
        var receiver = expression(object.get(), scope);
        var all = new ArrayList<Value>();
        all.add(receiver);
        all.addAll(args);
        if (name.equals("float") || name.equals("double") || name.equals("half")) {
            return value("cast", all, Map.of("dtype", name), node.span());
        }
        return operation(name, all, keywords, node, scope, object);
    }

    private Value operation(
            String name,
            List<Value> positional,
            Map<String, Value> keywords,
            Syntax node,
            Scope scope,
            Optional<Syntax> receiver) {
        var op = ArrayVocabulary.canonical(name);
        var args = new ArrayList<>(positional);
        var traits = new HashMap<String, String>();
        if (!op.equals(name)) {
            traits.put("as", name);
        }
        if (receiver.isPresent()) {
            traits.put("method", "yes");
        }
        Syntax out = null;
        for (var argument : node.child("arguments").map(Syntax::parts).orElse(List.of())) {
            if (argument.is("keyword_argument") && argument.text("name").equals("out")) {
                out = argument.child("value").orElse(null);
            }
        }
        for (var keyword : keywords.entrySet()) {
            var key =
                    switch (keyword.getKey()) {
                        case "dim" -> "axis";
                        case "keepdim" -> "keepdims";
                        default -> keyword.getKey();
                    };
            var value = keyword.getValue();
            if (value.is("const")) {
                traits.put(key, value.constant());
            } else {
                traits.put(key, "given");
                if (!key.equals("out")) {
                    traits.put("at:" + key, String.valueOf(args.size()));
                    args.add(value);
                }
            }
        }
        if (ArrayVocabulary.REDUCTIONS.contains(op)) {
            int place =
                    op.equals("take")
                                    || op.equals("argpartition")
                                    || op.equals("partition")
                                    || op.equals("repeat")
                            ? 2
                            : 1;
            if (op.equals("take") && "gather".equals(name) && positional.size() > 2) {
                // torch: gather(x, dim, index)
                place = 1;
            }
            if (!traits.containsKey("axis") && positional.size() > place) {
                var axis = positional.get(place);
                traits.put("axis", axis.is("const") ? axis.constant() : "given");
            }
            traits.put("axis", axis(traits.getOrDefault("axis", "")));
        }
        if ((op.equals("asarray") || op.equals("cast")) && !traits.containsKey("dtype")) {
            if (op.equals("cast") && positional.size() > 1) {
                traits.put(
                        "dtype",
                        positional.get(1).is("const") ? positional.get(1).constant() : "given");
            } else if (op.equals("asarray") && positional.size() > 1) {
                traits.put(
                        "dtype",
                        positional.get(1).is("const") ? positional.get(1).constant() : "given");
            }
        }
        if (op.equals("asarray") && traits.containsKey("dtype")) {
            op = "cast";
        }
        if (op.equals("square")) {
            return value(
                    "pow",
                    List.of(
                            args.isEmpty() ? unknown(node.span()) : args.getFirst(),
                            constant("2", node.span())),
                    traits,
                    node.span());
        }
        if (op.equals("where") && name.startsWith("masked_fill") && args.size() >= 3) {
            // x.masked_fill(mask, fill) puts the fill where the mask holds.
            args = new ArrayList<>(List.of(args.get(1), args.get(2), args.get(0)));
        }
        if ((name.equals("copyto") && traits.containsKey("at:where") && positional.size() > 1
                || name.equals("putmask") && positional.size() > 2)) {
            // Both write a fill into an array where a mask holds.
            var place =
                    node.child("arguments").stream()
                            .flatMap(list -> list.parts().stream())
                            .findFirst();
            var mask =
                    name.equals("putmask")
                            ? positional.get(1)
                            : args.get(Integer.parseInt(traits.get("at:where")));
            var fill = name.equals("putmask") ? positional.get(2) : positional.get(1);
            var filled =
                    value(
                            "where",
                            List.of(mask, fill, positional.getFirst()),
                            Map.of("as", name),
                            node.span());
            place.flatMap(Execution::root)
                    .ifPresent(
                            target ->
                                    put(target, filled, positional.getFirst(), node.span(), scope));
            return filled;
        }
        if (op.equals("einsum") && !positional.isEmpty()) {
            traits.put("text", positional.getFirst().constant().replaceAll("[\"'\\s]", ""));
            var squares = SUM_OF_SQUARES.matcher(traits.get("text"));
            if (squares.matches()
                    && positional.size() == 3
                    && Flow.same(positional.get(1), positional.get(2))) {
                var square = value("mul", positional.subList(1, 3), Map.of(), node.span());
                return value("sum", List.of(square), Map.of("axis", "last"), node.span());
            }
        }
        if (op.equals("reduce") && positional.size() > 1) {
            traits.put("text", node.text());
        }
        // A function handed in is run on what goes through it.
        for (var argument : List.copyOf(args)) {
            var closure = closures.get(argument);
            if (closure != null && used) {
                args.add(
                        follow(
                                argument,
                                "key",
                                List.of(element(args.getFirst(), 0, 1, node.span())),
                                Map.of(),
                                node.span()));
            }
        }
        var result = value(op, args, traits, node.span());
        if (out != null) {
            var place = out;
            root(out)
                    .ifPresent(
                            target -> {
                                result.named(target);
                                scope.change(target, result);
                                events.add(new Event.Step(target, result, place.span(), entry));
                            });
        }
        if (ArrayVocabulary.MUTATORS.contains(name)) {
            var changed =
                    receiver.isPresent()
                            ? receiver.flatMap(Execution::root)
                            : node.child("arguments").stream()
                                    .flatMap(list -> list.parts().stream())
                                    .findFirst()
                                    .flatMap(Execution::root);
            changed.filter(target -> receiver.isPresent() || !name.equals("sort"))
                    .ifPresent(target -> change(target, name, List.of(result), node.span(), scope));
        }
        return result;
    }

    private static String axis(String text) {
        return switch (text) {
            case "", "None" -> "all";
            case "-1" -> "last";
            case "-2" -> "second-last";
            case "0" -> "first";
            default -> text;
        };
    }

    private Value follow(
            Value function, String name, List<Value> args, Map<String, Value> keywords, Span at) {
        var closure = closures.get(function);
        boolean again = frames.stream().filter(frame -> frame.name.equals(name)).count() > 0;
        if (closure == null || again || frames.size() > DEEPEST_CALL || calls++ > MOST_CALLS) {
            var all = new ArrayList<>(args);
            all.addAll(keywords.values());
            return value("call", all, Map.of("name", name, "own", "yes"), at);
        }
        var scope = new Scope(closure.scope());
        parameters(closure.parameters(), args, keywords, scope, true);
        if (closure.expression()) {
            return expression(closure.body(), scope);
        }
        return body(name, closure.parameters(), scope, false);
    }

    private Value element(Value value, int index, int of, Span at) {
        if (value.is("list") && value.args().size() == of) {
            return value.arg(index);
        }
        if (value.is("phi")
                && value.args().stream()
                        .limit(2)
                        .allMatch(way -> way.is("list") && way.args().size() == of)) {
            return value(
                    "phi",
                    List.of(value.arg(0).arg(index), value.arg(1).arg(index)),
                    Map.of("ways", "2"),
                    at);
        }
        if (value.is("broadcast", "comprehension", "map") && value.args().size() == of) {
            return value.arg(index);
        }
        if (value.is("comprehension")
                && value.args().size() > 1
                && value.arg(1).is("list")
                && value.arg(1).args().size() == of) {
            // (f(x) for x in (a, b)) taken apart again: the body stands for each.
            return value.arg(0);
        }
        return value("part", List.of(value), Map.of("index", String.valueOf(index)), at);
    }

    // Values

    private Value merged(List<Value> ways, Span at) {
        return ways.size() == 1
                ? ways.getFirst()
                : value("phi", ways, Map.of("ways", String.valueOf(ways.size())), at);
    }

    private Value constant(String text, Span at) {
        return value("const", List.of(), Map.of("text", text), at);
    }

    private Value unknown(Span at) {
        return value("unknown", List.of(), Map.of(), at);
    }

    private Value value(String op, List<Value> args, Map<String, String> traits, Span at) {
        if (values.size() >= MOST_VALUES) {
            return new Value("unknown", List.of(), Map.of(), at, loops, entry);
        }
        var value = new Value(op, args, traits, at, loops, entry);
        values.add(value);
        return value;
    }

    private void sink(Value value) {
        if (used) {
            effects.add(value);
        }
    }

    private List<Condition> here(int from) {
        var all = new ArrayList<>(conditions.reversed());
        return List.copyOf(all.subList(Math.min(from, all.size()), all.size()));
    }

    /** What the effects depend on is live. */
    private void trace() {
        var open = new ArrayDeque<>(effects);
        while (!open.isEmpty()) {
            var next = open.pop();
            if (!next.live()) {
                next.reached();
                open.addAll(next.args());
                open.addAll(carried.getOrDefault(next, List.of()));
            }
        }
    }
}
