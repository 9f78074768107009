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

/** The words that the model is asked with: versioned files, filled in once. */
final class Prompts {
    /** Changes with any of the files. */
    static final String VERSION = "prompts-1";

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String criterionSystem = read("criterion-1.system.txt");
    private final String criterionUser = read("criterion-1.user.txt");
    private final String redFlagsSystem = read("red-flags-1.system.txt");
    private final String redFlagsUser = read("red-flags-1.user.txt");

    String criterionSystem() {
        return criterionSystem;
    }

    String redFlagsSystem() {
        return redFlagsSystem;
    }

    String criterion(Question question, Criterion criterion, Answer answer) {
        return filled(
                criterionUser,
                Map.of(
                        "title", question.title(),
                        "prompt", question.prompt(),
                        "strongAnswer", question.strongAnswer(),
                        "criterionId", criterion.id(),
                        "criterionTitle", criterion.title(),
                        "indicators", numbered(criterion.indicators(), 1),
                        "levels", numbered(criterion.levels(), 0),
                        "language", language(answer),
                        "fence", fence(),
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

    private static String numbered(List<String> lines, int from) {
        var numbered = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            numbered.append(from + i).append(". ").append(lines.get(i)).append('\n');
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
