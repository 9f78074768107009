package io.greenroom.catalog.wording;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words of English text: all of them, or the stems of those that carry content. */
public final class Words {
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}]+(?:['’.,][\\p{L}\\p{N}]+)*%?");

    private static final Pattern NUMBER = Pattern.compile("\\d.*");

    /** Words that hold sentences together. */
    private static final Set<String> FUNCTION =
            Set.of(
                    ("a an the this that these those it its itself they them their he she his her"
                         + " him i me my we us our you your who whom whose which what there here be"
                         + " am is are was were been being do does did done have has had having"
                         + " will would shall should can could may might must of in on at by for"
                         + " with from to into onto over under about as than then so if when while"
                         + " where why how and or but nor not no yes because since until unless"
                         + " although though whether both either neither each every any some all"
                         + " most more less much many few such only own same too very just also"
                         + " still even ever once again out up down off between through during"
                         + " before after above below against within without per via say says said"
                         + " state states name names give gives explain explains")
                            .split(" "));

    private static final String[] ENDINGS = {
        "ization", "isation", "ation", "izing", "ising", "ized", "ised", "izes", "ize", "ise",
        "ating", "ated", "ate", "ment", "ness", "able", "ible", "ally", "ing", "ion", "ed", "ly",
        "er", "or", "al", "ive", "e"
    };

    private static final int SHORTEST_STEM = 4;

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

    /** The different stems of the words that carry content, in order. */
    public static Set<String> stems(String text) {
        var stems = new LinkedHashSet<String>();
        for (var word : all(text)) {
            if (carriesContent(word)) {
                stems.add(stem(word));
            }
        }
        return stems;
    }

    /** False for articles, pronouns, prepositions, auxiliaries and the like. */
    public static boolean carriesContent(String word) {
        return !FUNCTION.contains(word) && (word.length() > 1 || isNumber(word));
    }

    /** Whether it starts with a digit. */
    public static boolean isNumber(String word) {
        return NUMBER.matcher(word).matches();
    }

    /** A light stemmer: inflections fall away, words stay apart. */
    static String stem(String word) {
        if (word.length() < SHORTEST_STEM || isNumber(word)) {
            return word;
        }
        var stem = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
        if (stem.endsWith("ies") && stem.length() > SHORTEST_STEM) {
            stem = stem.substring(0, stem.length() - 3) + "y";
        } else if (stem.endsWith("s")
                && !stem.endsWith("ss")
                && !stem.endsWith("us")
                && !stem.endsWith("is")) {
            stem = stem.substring(0, stem.length() - 1);
        }
        for (var ending : ENDINGS) {
            if (stem.endsWith(ending) && stem.length() - ending.length() >= SHORTEST_STEM) {
                stem = stem.substring(0, stem.length() - ending.length());
                break;
            }
        }
        int last = stem.length() - 1;
        if (last >= SHORTEST_STEM
                && stem.charAt(last) == stem.charAt(last - 1)
                && "bdgmnprt".indexOf(stem.charAt(last)) >= 0) {
            stem = stem.substring(0, last);
        }
        return stem.endsWith("y") ? stem.substring(0, stem.length() - 1) + "i" : stem;
    }
}
