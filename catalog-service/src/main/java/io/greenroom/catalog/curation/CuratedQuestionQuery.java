package io.greenroom.catalog.curation;

import io.greenroom.platform.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which questions a curator wants to see; what is null or empty asks for nothing. */
record CuratedQuestionQuery(
        List<String> states,
        @Nullable String words,
        List<String> topics,
        List<String> rounds,
        @Nullable String author,
        @Nullable String pack) {
    private static final List<String> STATES =
            List.of(
                    "draft",
                    "in-review",
                    "approved",
                    "scheduled",
                    "published",
                    "retired",
                    "discarded");

    CuratedQuestionQuery {
        states = states == null ? List.of() : List.copyOf(states);
        topics = topics == null ? List.of() : List.copyOf(topics);
        rounds = rounds == null ? List.of() : List.copyOf(rounds);
        words = words == null || words.isBlank() ? null : words.strip();
        if (!STATES.containsAll(states)) {
            throw ProblemException.invalid("state", "state must be one of " + STATES + ".");
        }
        if (words != null && words.length() > 200) {
            throw ProblemException.invalid("q", "A search has at most 200 characters.");
        }
    }

    /** In which order they come. */
    enum Sort {
        UPDATED("updated_at desc"),
        TITLE("lower(title)"),
        STATE("state, updated_at desc");

        private final String orderBy;

        Sort(String orderBy) {
            this.orderBy = orderBy;
        }

        String orderBy() {
            return orderBy;
        }

        static Sort of(@Nullable String name) {
            try {
                return name == null ? UPDATED : valueOf(name.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid(
                        "sort", "sort must be one of updated, title, state.");
            }
        }
    }
}
