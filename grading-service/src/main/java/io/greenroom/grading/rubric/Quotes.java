package io.greenroom.grading.rubric;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds claimed quotes in an answer. What is not there is no evidence. */
public final class Quotes {
    private static final int LONGEST = 300;
    private static final int SHORTEST = 6;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Quotes() {}

    /**
     * The quotes that stand in the answer word for word, each at its first place. Only white space
     * may differ (a grader may join lines); the evidence is then what the answer really has.
     *
     * @param answer the answer, blanked out where the guard excluded something
     */
    public static List<Evidence> verified(List<String> quotes, String answer) {
        var found = new ArrayList<Evidence>();
        for (var quote : quotes) {
            var wanted = quote.strip();
            if (wanted.length() < SHORTEST && !wanted.equals(answer.strip())) {
                continue;
            }
            int start = answer.indexOf(wanted);
            int end = start + wanted.length();
            if (start < 0) {
                var matcher = withAnySpace(wanted).matcher(answer);
                if (!matcher.find()) {
                    continue;
                }
                start = matcher.start();
                end = matcher.end();
            }
            if (end - start > LONGEST) {
                end = cut(answer, start, start + LONGEST);
            }
            var evidence = new Evidence(answer.substring(start, end), start, end);
            if (found.stream().noneMatch(other -> overlaps(other, evidence))) {
                found.add(evidence);
            }
        }
        return found;
    }

    private static Pattern withAnySpace(String wanted) {
        var pattern = new StringBuilder();
        for (var word : SPACE.split(wanted)) {
            if (!pattern.isEmpty()) {
                pattern.append("\\s+");
            }
            pattern.append(Pattern.quote(word));
        }
        return Pattern.compile(pattern.toString());
    }

    private static boolean overlaps(Evidence a, Evidence b) {
        return a.start() < b.end() && b.start() < a.end();
    }

    /** Before a space where there is one near, and never within a surrogate pair. */
    private static int cut(String answer, int start, int limit) {
        for (int i = limit; i > start + LONGEST / 2; i--) {
            if (Character.isWhitespace(answer.charAt(i))) {
                return i;
            }
        }
        return Character.isLowSurrogate(answer.charAt(limit)) ? limit - 1 : limit;
    }
}
