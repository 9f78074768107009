package io.greenroom.grading.trial;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import io.greenroom.platform.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What grading needs of a question that is being written, in the catalog's shape; the rest of a
 * draft may come along and is not looked at. Bounds are those of the question pack, since more
 * would cost more than a real grade.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@Schema(name = "TriedQuestion", description = "A question's content as the catalog has it.")
record TriedQuestion(
        @Nullable String title,
        @Nullable String answerFormat,
        @Nullable String starterCode,
        @Nullable String prompt,
        @Nullable TriedRubric rubric,
        @Nullable List<TriedRedFlag> redFlags,
        @Nullable String strongAnswer) {
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_STATEMENT = 400;
    private static final int LONGEST_TEXT = 20_000;
    private static final int MOST_CRITERIA = 6;
    private static final int MOST_INDICATORS = 7;
    private static final int MOST_RED_FLAGS = 6;
    private static final int MOST_SIGNALS = 6;
    private static final int HIGHEST_CAP = 95;
    private static final int FULL_WEIGHT = 100;

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "TriedRubric")
    record TriedRubric(@Nullable List<TriedCriterion> criteria) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "TriedCriterion")
    record TriedCriterion(
            @Nullable String id,
            @Nullable String title,
            @Nullable Integer weight,
            @Nullable List<String> indicators,
            @Nullable Map<String, String> levels) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "TriedRedFlag")
    record TriedRedFlag(
            @Nullable String id,
            @Nullable String title,
            @Nullable String severity,
            @Nullable Integer cap,
            @Nullable String kind,
            @Nullable String description,
            @Nullable List<String> signals) {}

    /** What keeps it from being graded on, all of it; empty when nothing does. */
    List<Problem.FieldError> errors() {
        var errors = new Errors();
        errors.text("/title", title, LONGEST_LINE, false);
        errors.text("/prompt", prompt, LONGEST_TEXT, true);
        errors.text("/starterCode", starterCode, LONGEST_TEXT, false);
        errors.text("/strongAnswer", strongAnswer, LONGEST_TEXT, false);
        var criteria = criteria();
        if (errors.number("/rubric/criteria", criteria, MOST_CRITERIA, "criteria")) {
            var ids = new HashSet<String>();
            int weights = 0;
            for (int i = 0; i < criteria.size(); i++) {
                weights += check("/rubric/criteria/" + i, criteria.get(i), ids, errors);
            }
            if (weights != FULL_WEIGHT) {
                errors.add(
                        "/rubric/criteria",
                        "The weights sum to %d, not to %d.".formatted(weights, FULL_WEIGHT));
            }
        }
        var flags = redFlags == null ? List.<TriedRedFlag>of() : redFlags;
        if (flags.size() > MOST_RED_FLAGS) {
            errors.add("/redFlags", "There are more than " + MOST_RED_FLAGS + " red flags.");
        } else {
            var ids = new HashSet<String>();
            for (int i = 0; i < flags.size(); i++) {
                check("/redFlags/" + i, flags.get(i), ids, errors);
            }
        }
        return errors.found();
    }

    /** Only for content without {@link #errors()}. */
    Question toQuestion(String id) {
        return new Question(
                id,
                Question.UNPUBLISHED,
                text(title),
                text(prompt),
                text(starterCode),
                criteria().stream()
                        .map(
                                criterion ->
                                        new Criterion(
                                                text(criterion.id()),
                                                text(criterion.title()),
                                                number(criterion.weight()),
                                                list(criterion.indicators()),
                                                levels(criterion.levels())))
                        .toList(),
                (redFlags == null ? List.<TriedRedFlag>of() : redFlags)
                        .stream()
                                .map(
                                        flag ->
                                                new RedFlag(
                                                        text(flag.id()),
                                                        text(flag.title()),
                                                        RedFlag.Severity.valueOf(
                                                                upper(flag.severity())),
                                                        number(flag.cap()),
                                                        RedFlag.Kind.valueOf(upper(flag.kind())),
                                                        text(flag.description()),
                                                        list(flag.signals())))
                                .toList(),
                text(strongAnswer));
    }

    private List<TriedCriterion> criteria() {
        return rubric == null ? List.of() : list(rubric.criteria());
    }

    /** Its weight. */
    private static int check(
            String at, @Nullable TriedCriterion criterion, Set<String> ids, Errors errors) {
        if (criterion == null) {
            errors.add(at, "A criterion is missing.");
            return 0;
        }
        errors.id(at + "/id", criterion.id(), ids);
        errors.text(at + "/title", criterion.title(), LONGEST_LINE, true);
        var indicators = list(criterion.indicators());
        if (errors.number(at + "/indicators", indicators, MOST_INDICATORS, "indicators")) {
            errors.statements(at + "/indicators", indicators);
        }
        var levels = criterion.levels();
        if (levels != null) {
            levels.forEach(
                    (level, descriptor) ->
                            errors.text(
                                    at + "/levels/" + level, descriptor, LONGEST_STATEMENT, false));
        }
        var weight = criterion.weight();
        if (weight == null || weight < 1 || weight > FULL_WEIGHT) {
            errors.add(at + "/weight", "A weight goes from 1 to " + FULL_WEIGHT + ".");
            return 0;
        }
        return weight;
    }

    private static void check(
            String at, @Nullable TriedRedFlag flag, Set<String> ids, Errors errors) {
        if (flag == null) {
            errors.add(at, "A red flag is missing.");
            return;
        }
        errors.id(at + "/id", flag.id(), ids);
        errors.text(at + "/title", flag.title(), LONGEST_LINE, true);
        errors.text(at + "/description", flag.description(), LONGEST_TEXT, false);
        errors.oneOf(at + "/severity", flag.severity(), RedFlag.Severity.values());
        errors.oneOf(at + "/kind", flag.kind(), RedFlag.Kind.values());
        var cap = flag.cap();
        if (cap == null || cap < 0 || cap > HIGHEST_CAP) {
            errors.add(at + "/cap", "A cap goes from 0 to " + HIGHEST_CAP + ".");
        }
        var signals = list(flag.signals());
        if (errors.number(at + "/signals", signals, MOST_SIGNALS, "signals")) {
            errors.statements(at + "/signals", signals);
        }
    }

    private static List<String> levels(@Nullable Map<String, String> levels) {
        return levels == null
                ? List.of()
                : IntStream.rangeClosed(0, Criterion.MAX_LEVEL)
                        .mapToObj(level -> text(levels.get("" + level)))
                        .toList();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static int number(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    private static String upper(@Nullable String text) {
        return text(text).toUpperCase(Locale.ROOT);
    }

    private static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** Collects; each place is one of the request's body. */
    private static final class Errors {
        private final List<Problem.FieldError> found = new ArrayList<>();

        List<Problem.FieldError> found() {
            return List.copyOf(found);
        }

        void add(String pointer, String detail) {
            found.add(new Problem.FieldError("/content" + pointer, detail));
        }

        void text(String pointer, @Nullable String text, int longest, boolean needed) {
            if (needed && (text == null || text.isBlank())) {
                add(pointer, "This is missing.");
            } else if (text != null && text.length() > longest) {
                add(pointer, "This is longer than " + longest + " characters.");
            }
        }

        void statements(String pointer, List<String> statements) {
            for (int i = 0; i < statements.size(); i++) {
                text(pointer + "/" + i, statements.get(i), LONGEST_STATEMENT, true);
            }
        }

        void id(String pointer, @Nullable String id, Set<String> known) {
            text(pointer, id, LONGEST_LINE, true);
            if (id != null && !known.add(id)) {
                add(pointer, "The id \"" + id + "\" comes twice.");
            }
        }

        void oneOf(String pointer, @Nullable String value, Enum<?>[] values) {
            for (var one : values) {
                if (one.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return;
                }
            }
            add(pointer, "This is none of the known values.");
        }

        /** Whether there are some and not too many. */
        boolean number(String pointer, List<?> list, int most, String what) {
            if (list.isEmpty() || list.size() > most) {
                add(pointer, "There must be 1 to %d %s.".formatted(most, what));
                return false;
            }
            return true;
        }
    }
}
