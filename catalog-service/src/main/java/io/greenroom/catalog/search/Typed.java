package io.greenroom.catalog.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was typed into the search: words, "phrases" and -words that must not occur. Anything else is
 * a gap between words.
 */
final class Typed {
    /** How a part was typed. */
    enum Kind {
        WORD,
        PHRASE,
        EXCLUDED
    }

    /**
     * @param words in lower case; one, unless it is a phrase
     */
    record Part(Kind kind, List<String> words) {
        Part {
            words = List.copyOf(words);
        }
    }

    private Typed() {}

    static List<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int close = c == '"' ? text.indexOf('"', at + 1) : -1;
            if (close > 0) {
                var phrase = words(text.substring(at + 1, close));
                if (!phrase.isEmpty()) {
                    parts.add(new Part(phrase.size() == 1 ? Kind.WORD : Kind.PHRASE, phrase));
                }
                at = close + 1;
            } else if (isWordPart(c)) {
                int end = at;
                while (end < text.length() && isWordPart(text.charAt(end))) {
                    end++;
                }
                boolean excluded =
                        at > 0
                                && text.charAt(at - 1) == '-'
                                && (at == 1 || Character.isWhitespace(text.charAt(at - 2)));
                parts.add(
                        new Part(
                                excluded ? Kind.EXCLUDED : Kind.WORD,
                                List.of(text.substring(at, end).toLowerCase(Locale.ROOT))));
                at = end;
            } else {
                at++;
            }
        }
        return parts;
    }

    /** The words of a text, in lower case and in order. */
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && isWordPart(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                words.add(text.substring(at, end).toLowerCase(Locale.ROOT));
                at = end;
            } else {
                at++;
            }
        }
        return words;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c);
    }
}
