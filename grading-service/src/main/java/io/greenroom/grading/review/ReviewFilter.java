package io.greenroom.grading.review;

import io.greenroom.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which reviews are wanted, and in what order. */
record ReviewFilter(
        Set<ReviewPhase> phases,
        @Nullable ReviewKind kind,
        @Nullable String reason,
        @Nullable String questionId,
        @Nullable String round,
        boolean mine,
        boolean overdue,
        Sorting sorting) {
    /** The orders there are; the ids come last, so that pages don't overlap. */
    enum Sorting {
        DUE("due", "dueAt, id"),
        DUE_LAST("-due", "dueAt desc, id"),
        OPENED("opened", "openedAt, id"),
        OPENED_LAST("-opened", "openedAt desc, id");

        private final String wire;
        private final String order;

        Sorting(String wire, String order) {
            this.wire = wire;
            this.order = order;
        }

        String order() {
            return order;
        }
    }

    private static final Set<ReviewPhase> UNDECIDED =
            EnumSet.of(ReviewPhase.OPEN, ReviewPhase.CLAIMED, ReviewPhase.MARKED);

    /** As query parameters name it; without a state what is not decided yet. */
    static ReviewFilter of(
            List<String> states,
            @Nullable String kind,
            @Nullable String reason,
            @Nullable String questionId,
            @Nullable String round,
            boolean mine,
            boolean overdue,
            @Nullable String sort) {
        var phases = EnumSet.noneOf(ReviewPhase.class);
        for (var state : states) {
            phases.add(constant("state", state, ReviewPhase.class));
        }
        return new ReviewFilter(
                phases.isEmpty() ? UNDECIDED : phases,
                kind == null ? null : constant("kind", kind, ReviewKind.class),
                reason,
                questionId,
                round,
                mine,
                overdue,
                sorting(sort));
    }

    private static Sorting sorting(@Nullable String sort) {
        if (sort == null) {
            return Sorting.DUE;
        }
        return Arrays.stream(Sorting.values())
                .filter(sorting -> sorting.wire.equals(sort))
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        "sort", "sort must be due, -due, opened or -opened."));
    }

    private static <E extends Enum<E>> E constant(String name, String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        name,
                                        name
                                                + " must be one of "
                                                + Arrays.toString(type.getEnumConstants())
                                                        .toLowerCase(Locale.ROOT)
                                                + "."));
    }
}
