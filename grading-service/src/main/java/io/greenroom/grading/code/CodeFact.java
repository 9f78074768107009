package io.greenroom.grading.code;

import java.util.List;

/**
 * One thing that a program does, or visibly fails to do.
 *
 * @param family what it is about, such as {@code softmax.shift}
 * @param variant which of the family, such as {@code max-last-axis}
 * @param statement one English sentence, with the names that the program uses
 * @param kind how it was found
 * @param runs false when nothing that the program gives back or does depends on it
 * @param entry the function that was called from outside and in which it happens, such as {@code
 *     push}
 * @param spans the code that shows it, most telling first; never empty
 */
public record CodeFact(
        String family,
        String variant,
        String statement,
        Kind kind,
        boolean runs,
        String entry,
        List<Span> spans) {
    /** How a fact was found. */
    public enum Kind {
        /** A rule recognises a known way of doing things. */
        TECHNIQUE,
        /** A rule sees that something that belongs here is missing or done in a known wrong way. */
        FAULT,
        /** A statement, read out with what its names stand for. */
        STEP
    }

    public CodeFact {
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("A fact needs the code that shows it");
        }
        spans = List.copyOf(spans);
    }

    /** The same in two programs that do the same, whatever their names. */
    public String key() {
        return family + "=" + variant;
    }

    /** The statement with the function that it is about. */
    public String told() {
        var name = entry.substring(entry.lastIndexOf('.') + 1);
        var rest = Character.toLowerCase(statement.charAt(0)) + statement.substring(1);
        return rest.startsWith("the ")
                        || name.isEmpty()
                        || name.equals("module")
                        || name.startsWith("__")
                ? statement
                : "The " + name + " function " + rest;
    }
}
