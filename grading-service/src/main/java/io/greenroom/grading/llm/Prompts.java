package io.greenroom.grading.llm;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words that the model is asked with: versioned files, filled in once. */
final class Prompts {
    /** Changes with any of the files. */
    static final String VERSION = "prompts-2";

    /** Of an exemplar: enough to see how strict people were. */
    private static final int LONGEST_EXEMPLAR = 1500;

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String criteriaSystem = read("criteria-2.system.txt");
    private final String criteriaUser = read("criteria-2.user.txt");
    private final String criterionPart = read("criterion-2.part.txt");
    private final String exemplarPart = read("exemplar-2.part.txt");
    private final String repairPart = read("repair-2.part.txt");
    private final String redFlagsSystem = read("red-flags-1.system.txt");
    private final String redFlagsUser = read("red-flags-1.user.txt");

    String criteriaSystem() {
        return criteriaSystem;
    }

    String redFlagsSystem() {
        return redFlagsSystem;
    }

    /**
     * Asks for verdicts on these criteria.
     *
     * @param sample which sample this is, from 0: each lists the indicators in another order, so
     *     that the place of one in the list does not decide
     */
    String criteria(
            Question question,
            List<Criterion> criteria,
            Answer answer,
            List<Exemplar> exemplars,
            int sample) {
        var fence = fence();
        return filled(
                criteriaUser,
                Map.of(
                        "title", question.title(),
                        "prompt", question.prompt(),
                        "strongAnswer", question.strongAnswer(),
                        "criteria",
                                criteria.stream()
                                        .map(criterion -> criterion(criterion, sample))
                                        .collect(Collectors.joining("\n")),
                        "exemplars",
                                exemplars.stream()
                                        .map(exemplar -> exemplar(exemplar, criteria, fence))
                                        .collect(Collectors.joining()),
                        "criterionIds",
                                criteria.stream()
                                        .map(criterion -> '"' + criterion.id() + '"')
                                        .collect(Collectors.joining(", ")),
                        "language", language(answer),
                        "fence", fence,
                        "answer", visible(answer.text())));
    }

    String redFlags(Question question, Answer answer) {
        var listed = new StringBuilder();
        for (RedFlag flag : question.redFlags()) {
            listed.append("- id \"")
                    .append(flag.id())
                    .append("\", kind \"")
                    .append(flag.kind().name().toLowerCase(Locale.ROOT))
                    .append("\": ")
                    .append(flag.title())
                    .append(". ")
                    .append(flag.description())
                    .append('\n');
            flag.signals().forEach(signal -> listed.append("  * ").append(signal).append('\n'));
        }
        return filled(
                redFlagsUser,
                Map.of(
                        "title", question.title(),
                        "prompt", question.prompt(),
                        "redFlags", listed.toString(),
                        "language", language(answer),
                        "fence", fence(),
                        "answer", visible(answer.text())));
    }

    /**
     * What is added after a reply that was of no use.
     *
     * @param problem in our words: nothing of the reply comes back to the model
     */
    String repair(String problem) {
        return filled(repairPart, Map.of("problem", problem));
    }

    private String criterion(Criterion criterion, int sample) {
        return filled(
                criterionPart,
                Map.of(
                        "criterionId", criterion.id(),
                        "criterionTitle", criterion.title(),
                        "indicators", numbered(criterion.indicators(), 1, sample),
                        "levels", numbered(criterion.levels(), 0, 0)));
    }

    private String exemplar(Exemplar exemplar, List<Criterion> criteria, String fence) {
        var levels =
                criteria.stream()
                        .filter(criterion -> exemplar.levels().containsKey(criterion.id()))
                        .map(
                                criterion ->
                                        "\"%s\" %d"
                                                .formatted(
                                                        criterion.id(),
                                                        exemplar.levels().get(criterion.id())))
                        .collect(Collectors.joining(", "));
        if (levels.isEmpty()) {
            return "";
        }
        var text = exemplar.text();
        return filled(
                exemplarPart,
                Map.of(
                        "levels", levels,
                        "fence", fence,
                        "answer",
                                visible(
                                        text.length() > LONGEST_EXEMPLAR
                                                ? text.substring(0, LONGEST_EXEMPLAR) + " […]"
                                                : text)));
    }

    /** In one pass: a place that stands in the answer stays as it is. */
    private static String filled(String template, Map<String, String> values) {
        return PLACE.matcher(template)
                .replaceAll(
                        place -> {
                            var value = values.get(place.group(1));
                            if (value == null) {
                                throw new IllegalStateException("No value for " + place.group());
                            }
                            return Matcher.quoteReplacement(value);
                        });
    }

    /** Unguessable, so that no answer can close it. */
    private static String fence() {
        var bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Characters that a reader would not see are spelled out. */
    static String visible(String text) {
        var visible = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        point -> {
                            int type = Character.getType(point);
                            boolean hidden =
                                    type == Character.FORMAT
                                            || type == Character.PRIVATE_USE
                                            || type == Character.CONTROL
                                                    && point != '\n'
                                                    && point != '\t'
                                                    && point != '\r';
                            if (hidden) {
                                visible.append("[U+")
                                        .append(Integer.toHexString(point))
                                        .append(']');
                            } else {
                                visible.appendCodePoint(point);
                            }
                        });
        return visible.toString();
    }

    /** Every line keeps its number, wherever the list begins. */
    private static String numbered(List<String> lines, int from, int rotation) {
        var numbered = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            int line = (i + rotation) % lines.size();
            numbered.append(from + line).append(". ").append(lines.get(line)).append('\n');
        }
        return numbered.toString();
    }

    private static String language(Answer answer) {
        return answer.language().name().toLowerCase(Locale.ROOT);
    }

    private static String read(String name) {
        try (var in = Prompts.class.getResourceAsStream("/grading/prompts/" + name)) {
            if (in == null) {
                throw new IllegalStateException("There is no prompt " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
