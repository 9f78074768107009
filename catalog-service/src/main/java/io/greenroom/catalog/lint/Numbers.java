package io.greenroom.catalog.lint;

import io.greenroom.catalog.question.DraftContent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whether the strong answer comes to the figures that indicators ask for. */
final class Numbers {
    /** Not part of a name such as L2, FP16 or top-k10; "1,000" and "0.64" are one each. */
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}_.^-])\\d+(?:[,\\u00a0\\u202f]\\d{3})*(?:\\.\\d+)?"
                            + "(?:e[-+]?\\d{1,2}\\b)?(?![\\p{N}^])");

    /** A bound or an alternative is what is tolerated, not what is to come out. */
    private static final Pattern TOLERATED =
            Pattern.compile(
                    "\\b(?:than|over|above|below|under|least|most|between|to|and|or|up to|instead"
                            + " of|with|at)\\s+[$€]?$");

    /** Percent, tenfold steps, those between kB, MB and GB, and those of time. */
    private static final double[] UNITS = {
        1, 10, 100, 1_000, 1e4, 1e5, 1e6, 1e9, 1_024, 1_048_576, 60, 3_600, 8
    };

    private static final double ROUNDED = 0.03;
    private static final int LONGEST = 15;

    /** Small whole numbers count things, and are often written as words. */
    private static final int SMALL = 12;

    private record Figure(double value, double precision) {}

    private Numbers() {}

    static void check(DraftContent draft, Findings findings) {
        var strong = draft.strongAnswer();
        if (strong == null || strong.isBlank() || "code".equals(draft.answerFormat())) {
            return;
        }
        var known = of(strong, false);
        if (draft.prompt() != null) {
            known.addAll(of(draft.prompt(), false));
        }
        Texts.indicators(draft)
                .forEach(
                        (pointer, text) -> {
                            for (var number : of(text, true)) {
                                if (isTelling(number.value()) && !isKnown(number, known)) {
                                    findings.warn(
                                            Rule.NUMBER_NOT_IN_STRONG_ANSWER,
                                            pointer,
                                            "%s stands neither in the strong answer nor in the prompt."
                                                    .formatted(readable(number.value())),
                                            "/strongAnswer");
                                    return;
                                }
                            }
                        });
    }

    private static List<Figure> of(String text, boolean exact) {
        var numbers = new ArrayList<Figure>();
        var matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            var digits = matcher.group().replaceAll("[^0-9.e]", "");
            // Powers of ten are written in too many ways.
            if (digits.contains("e")
                    || digits.length() > LONGEST
                    || exact && TOLERATED.matcher(text.substring(0, matcher.start())).find()) {
                continue;
            }
            int point = digits.indexOf('.');
            int places = point < 0 ? 0 : digits.length() - point - 1;
            numbers.add(new Figure(Double.parseDouble(digits), 0.51 * Math.pow(10, -places)));
        }
        return numbers;
    }

    private static boolean isTelling(double number) {
        return number > SMALL || number != Math.rint(number);
    }

    private static boolean isKnown(Figure number, List<Figure> known) {
        for (var other : known) {
            for (double unit : UNITS) {
                if (near(number, other.value() * unit) || near(number, other.value() / unit)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The same but for rounding. */
    private static boolean near(Figure number, double other) {
        double apart = Math.abs(number.value() - other);
        return apart <= ROUNDED * Math.max(Math.abs(number.value()), Math.abs(other))
                || number.precision() < 0.5 && apart <= number.precision();
    }

    private static String readable(double number) {
        return number == Math.rint(number) && number < Long.MAX_VALUE
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }
}
