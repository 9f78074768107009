package io.greenroom.grading.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node of the syntax tree, in the terms of tree-sitter's Python grammar.
 *
 * @param type the grammar's name of it, or the sign itself for a sign
 * @param field the part that it plays in its parent; empty when it plays none
 * @param named false for signs and keywords
 */
record Syntax(
        String type,
        String field,
        boolean named,
        boolean error,
        Span span,
        String text,
        List<Syntax> children) {

    boolean is(String wanted) {
        return type.equals(wanted);
    }

    Optional<Syntax> child(String part) {
        for (var child : children) {
            if (child.field.equals(part)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    List<Syntax> all(String part) {
        return children.stream().filter(child -> child.field.equals(part)).toList();
    }

    /** The children that mean something: no signs, no comments. */
    List<Syntax> parts() {
        return children.stream().filter(child -> child.named && !child.is("comment")).toList();
    }

    /** The text of a part; empty when there is none. */
    String text(String part) {
        return child(part).map(Syntax::text).orElse("");
    }

    /** This node and all below, in the order of the text. */
    List<Syntax> walk() {
        var found = new ArrayList<Syntax>();
        var open = new java.util.ArrayDeque<Syntax>();
        open.push(this);
        while (!open.isEmpty()) {
            var next = open.pop();
            found.add(next);
            for (int i = next.children.size() - 1; i >= 0; i--) {
                open.push(next.children.get(i));
            }
        }
        return found;
    }
}
