package io.greenroom.grading.gate;

import java.util.List;
import java.util.regex.Pattern;

/** Turns an English sentence into its contrary, as far as a rule of thumb can. */
final class Contrary {
    private static final Pattern NOT = Pattern.compile("(?i)(\\b(?:not|never)\\s|n't\\b)");
    private static final Pattern AUXILIARY =
            Pattern.compile(
                    "(?i)\\b(is|are|was|were|can|will|does|do|has|have|should|must|could|would|may"
                            + "|might)\\b(?!\\s+(?:not|never)\\b|n't)");
    private static final List<String> DENIALS =
            List.of(
                    "It is not true that ",
                    "It is wrong that ",
                    "Nobody should think that ",
                    "It is false that ");

    private Contrary() {}

    /** With a "not" put in, or taken out. */
    static String of(String sentence) {
        var not = NOT.matcher(sentence);
        if (not.find()) {
            return not.replaceFirst("");
        }
        var auxiliary = AUXILIARY.matcher(sentence);
        return auxiliary.find() ? auxiliary.replaceFirst("$1 not") : denied(sentence);
    }

    /** Within words that deny it. */
    static String denied(String sentence) {
        boolean name =
                sentence.length() > 1
                        && Character.isUpperCase(sentence.charAt(0))
                        && !Character.isLowerCase(sentence.charAt(1));
        return DENIALS.get(Math.floorMod(sentence.hashCode(), DENIALS.size()))
                + (name
                        ? sentence
                        : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1));
    }
}
