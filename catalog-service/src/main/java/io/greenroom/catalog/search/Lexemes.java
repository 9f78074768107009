package io.greenroom.catalog.search;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The content of a {@code tsvector}: each lexeme with its places. A place holds the position in its
 * upper and the weight in its two lowest bits (3 is A, 0 is D), in ascending order, as PostgreSQL
 * has it.
 */
final class Lexemes {
    private static final int WEIGHT_BITS = 2;
    private static final char[] NOWHERE = {};

    private Lexemes() {}

    static int position(int place) {
        return place >> WEIGHT_BITS;
    }

    /** 0 (D) to 3 (A). */
    static int weight(int place) {
        return place & 3;
    }

    static char place(int position, int weight) {
        return (char) (position << WEIGHT_BITS | weight);
    }

    /** Reads PostgreSQL's text form, e.g. {@code 'cach':2A,7C 'kv':1A}. */
    static Map<String, char[]> parse(String tsvector) {
        var lexemes = new LinkedHashMap<String, char[]>();
        var name = new StringBuilder();
        var places = new char[16];
        int at = 0;
        while (at < tsvector.length()) {
            if (tsvector.charAt(at) != '\'') {
                at++;
                continue;
            }
            name.setLength(0);
            at++;
            while (true) {
                char c = tsvector.charAt(at);
                if (c == '\'' && at + 1 < tsvector.length() && tsvector.charAt(at + 1) == '\'') {
                    at++;
                } else if (c == '\'') {
                    break;
                } else if (c == '\\') {
                    at++;
                    c = tsvector.charAt(at);
                }
                name.append(c);
                at++;
            }
            at++;
            int count = 0;
            if (at < tsvector.length() && tsvector.charAt(at) == ':') {
                while (at < tsvector.length() && tsvector.charAt(at) != ' ') {
                    at++;
                    int position = 0;
                    while (at < tsvector.length() && Character.isDigit(tsvector.charAt(at))) {
                        position = position * 10 + tsvector.charAt(at) - '0';
                        at++;
                    }
                    int weight = 0;
                    if (at < tsvector.length()
                            && tsvector.charAt(at) >= 'A'
                            && tsvector.charAt(at) <= 'D') {
                        weight = 'D' - tsvector.charAt(at);
                        at++;
                    }
                    if (count == places.length) {
                        places = Arrays.copyOf(places, 2 * count);
                    }
                    places[count++] = place(position, weight);
                }
            }
            lexemes.put(name.toString(), count == 0 ? NOWHERE : Arrays.copyOf(places, count));
        }
        return lexemes;
    }
}
