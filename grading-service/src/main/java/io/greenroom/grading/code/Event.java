package io.greenroom.grading.code;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that happens while a program runs, in the order of the text. */
sealed interface Event {
    Span span();

    /** The function that was called from outside and in which it happens. */
    String entry();

    /** A variable gets a value. */
    record Step(String variable, Value value, Span span, String entry) implements Event {}

    /**
     * A value is given back.
     *
     * @param conditions what must hold for that, outermost first
     * @param outer true in the function that was called from outside, false in one that it calls
     */
    record Return(Value value, List<Condition> conditions, boolean outer, Span span, String entry)
            implements Event {}

    /**
     * An error is raised.
     *
     * @param asserted by an assert statement
     */
    record Raise(
            String error, List<Condition> conditions, boolean asserted, Span span, String entry)
            implements Event {}

    /**
     * A loop in Python.
     *
     * @param over what it goes through; absent for a while loop
     * @param depth 1 for an outermost loop
     * @param comprehension written within an expression
     */
    record Loop(
            @Nullable Value over,
            @Nullable Value condition,
            int depth,
            boolean comprehension,
            Span span,
            String entry)
            implements Event {}

    /** An object is changed in place: a list grows, an array's element is set. */
    record Change(
            String target,
            Value value,
            List<Condition> conditions,
            boolean outlives,
            Span span,
            String entry)
            implements Event {}

    /** A loop is left or its next round begins, or an empty branch is taken. */
    record Jump(String kind, List<Condition> conditions, Span span, String entry)
            implements Event {}

    /**
     * A condition on the way.
     *
     * @param holds false in the else branch
     * @param at where it is tested; absent when it is what an earlier test left over
     */
    record Condition(Value value, boolean holds, @Nullable Span at) {
        /** As an English clause. */
        String words() {
            return (holds ? "" : "not ") + Wording.of(value);
        }
    }

    /** The condition that leads to an event by itself, if there is one. */
    static Optional<Condition> reason(List<Condition> conditions) {
        return conditions.reversed().stream()
                .filter(condition -> condition.at() != null)
                .findFirst();
    }
}
