package io.greenroom.grading.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Python aloud, so that a line of code can be compared with a sentence about it. */
final class CodeWords {
    private record Reading(Pattern code, String words) {}

    /** In this order; general Python and array vocabulary, nothing of any one question. */
    private static final List<Reading> READINGS =
            List.of(
                    reading("\\baxis\\s*=\\s*-1\\b", " over the last axis "),
                    reading("\\bkeepdims\\s*=\\s*True\\b", " keeping the axis "),
                    reading("\\baxis\\s*=\\s*(\\d)\\b", " over axis $1 "),
                    reading(
                            "-\\s*(?:np\\.|math\\.)?inf\\b|float\\(['\"]-inf['\"]\\)",
                            " minus infinity "),
                    reading("\\binf\\b", " infinity "),
                    reading("\\b(?:np|numpy|torch|math)\\.", " "),
                    reading("\\.T\\b", " transposed "),
                    reading("\\*\\*\\s*-?\\s*0?\\.5\\b", " square root "),
                    reading("\\*\\*", " to the power of "),
                    reading("\\bsqrt\\b", " square root "),
                    reading("\\bexp\\b", " exponential of "),
                    reading("\\b(?:a?max|maximum)\\b", " maximum "),
                    reading("\\b(?:a?min|minimum)\\b", " minimum "),
                    reading("\\bargsort\\b", " sorted order "),
                    reading("\\bastype\\b", " cast to "),
                    reading("\\bdtype\\b", " data type "),
                    reading("\\blen\\b", " length of "),
                    reading("\\beinsum\\b", " einsum product "),
                    reading("\\bdef\\b", " function "),
                    reading("\\braise\\b", " raises "),
                    reading("\\bdel\\b", " deletes "),
                    reading("\\bmatmul\\b|\\bdot\\b|\\s@\\s", " matrix product "),
                    reading("->", " returns "),
                    reading("==", " equals "),
                    reading("!=", " is not equal to "),
                    reading("<=", " at most "),
                    reading(">=", " at least "),
                    reading("<", " less than "),
                    reading(">", " greater than "),
                    reading("\\+=", " plus "),
                    reading("-=", " subtract "),
                    reading("\\*=", " times "),
                    reading("/=", " divided by "),
                    reading("//", " divided by "),
                    reading("/", " divided by "),
                    reading("\\s\\*\\s", " times "),
                    reading("\\s-\\s", " minus "),
                    reading("\\s\\+\\s", " plus "),
                    reading("=", " is "),
                    reading("([a-z0-9])([A-Z])", "$1 $2"),
                    reading("[_()\\[\\]{},:.\"'`*@#;&|^~]+", " "));

    private CodeWords() {}

    static String readAloud(String code) {
        var words = code;
        for (var reading : READINGS) {
            words = reading.code().matcher(words).replaceAll(reading.words());
        }
        return words;
    }

    private static Reading reading(String code, String words) {
        // "$1" stands for a group; nothing else in the words is special.
        return new Reading(
                Pattern.compile(code),
                words.contains("$") ? words : Matcher.quoteReplacement(words));
    }
}
