package io.greenroom.grading.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words of English text: all of them, or the stems of those that carry content. */
public final class Words {
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}]+(?:['’.][\\p{L}\\p{N}]+)*%?");

    /** Words that hold sentences together; also the measure of whether something is a sentence. */
    private static final Set<String> FUNCTION =
            Set.of(
                    ("a an the this that these those it its itself they them their theirs he she"
                         + " his her him i me my mine we us our ours you your yours who whom whose"
                         + " which what there here be am is are was were been being do does did"
                         + " done have has had having will would shall should can could may might"
                         + " must of in on at by for with from to into onto over under about as"
                         + " than then so if when while where why how and or but nor not no yes"
                         + " because since until unless although though whether both either neither"
                         + " each every any some all most more less much many few such only own"
                         + " same too very just also still even ever once again out up down off"
                         + " between through during before after above below against within without"
                         + " per via one's let s t don didn doesn isn aren wasn weren won wouldn"
                         + " couldn shouldn hasn haven hadn ll ve re d m")
                            .split(" "));

    /** Of little content besides: they stand in rubrics and answers of any subject. */
    private static final Set<String> WEAK =
            Set.of(
                    ("use uses used using get gets got getting make makes made making say says said"
                         + " saying state states stated name names named naming give gives given"
                         + " explain explains show shows mention mentions describe describes tell"
                         + " tells candidate answer thing things way ways well good like want need"
                         + " needs new first second two three example such etc e.g i.e least")
                            .split(" "));

    private Words() {}

    /** All words in lower case, in order. */
    public static List<String> all(String text) {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group().toLowerCase(Locale.ROOT).replace('’', '\''));
        }
        return words;
    }

    /** True for articles, pronouns, prepositions, auxiliaries and the like. */
    public static boolean isFunction(String word) {
        int apostrophe = word.indexOf('\'');
        return FUNCTION.contains(apostrophe > 0 ? word.substring(0, apostrophe) : word);
    }

    /** The different stems of the words that carry content, in order. */
    public static Set<String> stems(String text) {
        var stems = new LinkedHashSet<String>();
        for (var word : all(text)) {
            if (!isFunction(word) && !WEAK.contains(word) && (word.length() > 1 || isDigit(word))) {
                stems.add(stem(word));
            }
        }
        return stems;
    }

    private static boolean isDigit(String word) {
        return Character.isDigit(word.charAt(0));
    }

    /** A light stemmer: inflections fall away, words stay apart. */
    public static String stem(String word) {
        if (word.length() < 4 || isDigit(word)) {
            return word;
        }
        var stem = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
        stem = without(stem, "ies", "y", 5);
        stem = without(stem, "sses", "ss", 5);
        if (stem.endsWith("s")
                && !stem.endsWith("ss")
                && !stem.endsWith("us")
                && !stem.endsWith("is")) {
            stem = without(stem, "s", "", 4);
        }
        for (var ending :
                new String[] {
                    "ization", "isation", "ation", "izing", "ising", "ized", "ised", "izes", "ize",
                    "ise", "ating", "ated", "ate", "ment", "ness", "able", "ible", "ally", "ing",
                    "ion", "ed", "ly", "er", "or", "al", "ive", "e"
                }) {
            if (stem.endsWith(ending) && stem.length() - ending.length() >= 4) {
                stem = stem.substring(0, stem.length() - ending.length());
                break;
            }
        }
        int last = stem.length() - 1;
        if (last > 3
                && stem.charAt(last) == stem.charAt(last - 1)
                && "bdgmnprt".indexOf(stem.charAt(last)) >= 0) {
            stem = stem.substring(0, last);
        }
        return stem.endsWith("y") ? stem.substring(0, stem.length() - 1) + "i" : stem;
    }

    private static String without(String word, String ending, String instead, int shortest) {
        return word.endsWith(ending) && word.length() >= shortest
                ? word.substring(0, word.length() - ending.length()) + instead
                : word;
    }
}
