package io.greenroom.catalog.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what the rules find. */
final class Findings {
    private final List<Finding> found = new ArrayList<>();

    void error(Rule rule, String pointer, String message) {
        add(Finding.Severity.ERROR, rule, pointer, message, null);
    }

    void error(Rule rule, String pointer, String message, String other) {
        add(Finding.Severity.ERROR, rule, pointer, message, other);
    }

    void warn(Rule rule, String pointer, String message) {
        add(Finding.Severity.WARNING, rule, pointer, message, null);
    }

    void warn(Rule rule, String pointer, String message, String other) {
        add(Finding.Severity.WARNING, rule, pointer, message, other);
    }

    boolean has(Rule rule, String pointer) {
        return found.stream().anyMatch(one -> one.rule() == rule && one.pointer().equals(pointer));
    }

    /** Errors first; then in the order in which they were found. */
    List<Finding> all() {
        return found.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }

    private void add(
            Finding.Severity severity,
            Rule rule,
            String pointer,
            String message,
            @Nullable String other) {
        found.add(
                new Finding(
                        rule,
                        severity,
                        pointer,
                        message,
                        rule.why(),
                        rule.advice(),
                        other == null ? null : new Finding.Related(other)));
    }
}
