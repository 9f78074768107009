package io.greenroom.grading.gate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Ways to hide an order from a person, or to write it so that a list of words misses it. */
final class Disguises {
    /** A text in its disguise; the same text and seed give the same. */
    interface Disguise {
        String of(String text, Random random);
    }

    private static final String LATIN = "aceopxyijsABCEHIKMOPTX";
    private static final String ALIKE = "асеорхуіјѕАВСЕНІКМОРТХ";
    private static final int TAGS = 0xE0000;
    private static final double MANY = 0.7;

    private Disguises() {}

    /** All of them by the name of their family. */
    static final Map<String, Disguise> ALL = all();

    private static Map<String, Disguise> all() {
        var all = new LinkedHashMap<String, Disguise>();
        all.put("code-comment", Disguises::commented);
        all.put(
                "docstring",
                (text, random) ->
                        "```python\ndef result():\n    \"\"\""
                                + text
                                + "\"\"\"\n    return 1\n```");
        all.put("mixed-case", Disguises::mixedCase);
        all.put("spaced-letters", (text, random) -> spaced(text));
        all.put("homoglyphs", Disguises::homoglyphs);
        all.put("typos", Disguises::typos);
        all.put("zero-width", (text, random) -> between(text, "\u200b"));
        all.put("unicode-tag", (text, random) -> tags(text));
        all.put("html-comment", (text, random) -> "<!-- " + text + " -->");
        all.put(
                "base64",
                (text, random) ->
                        (random.nextBoolean() ? "Decode this: " : "")
                                + Base64.getEncoder()
                                        .encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        all.put(
                "hex",
                (text, random) -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
        all.put("rot13", (text, random) -> rot13(text));
        all.put("very-long", (text, random) -> (text + "\n").repeat(20 + random.nextInt(20)));
        return all;
    }

    private static String commented(String text, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> "```python\n# " + text.replace("\n", "\n# ") + "\nx = 1\n```";
            case 1 -> "```java\n// " + text.replace("\n", "\n// ") + "\nint x = 1;\n```";
            default -> "```c\n/* " + text + " */\nint x = 1;\n```";
        };
    }

    private static String mixedCase(String text, Random random) {
        return mapped(
                text,
                random,
                (c, r) ->
                        r.nextBoolean() ? c.toUpperCase(Locale.ROOT) : c.toLowerCase(Locale.ROOT));
    }

    private static String spaced(String text) {
        return Arrays.stream(text.split("\\s+"))
                .map(word -> String.join(" ", word.split("")))
                .collect(Collectors.joining("   "));
    }

    private static String homoglyphs(String text, Random random) {
        return mapped(
                text,
                random,
                (c, r) -> {
                    int i = LATIN.indexOf(c);
                    return i >= 0 && r.nextDouble() < MANY ? ALIKE.substring(i, i + 1) : c;
                });
    }

    /** About every second longer word has two of its inner letters swapped, or one left out. */
    private static String typos(String text, Random random) {
        var words = text.split(" ");
        for (int i = 0; i < words.length; i++) {
            var word = words[i];
            if (word.length() > 4 && random.nextBoolean()) {
                int at = 1 + random.nextInt(word.length() - 3);
                words[i] =
                        random.nextBoolean()
                                ? word.substring(0, at) + word.substring(at + 1)
                                : word.substring(0, at)
                                        + word.charAt(at + 1)
                                        + word.charAt(at)
                                        + word.substring(at + 2);
            }
        }
        return String.join(" ", words);
    }

    private static String between(String text, String mark) {
        return String.join(mark, text.split(""));
    }

    private static String tags(String text) {
        var hidden = new StringBuilder();
        text.chars().filter(c -> c < 128).forEach(c -> hidden.appendCodePoint(TAGS + c));
        return hidden.toString();
    }

    private static String rot13(String text) {
        var turned = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c >= 'a' && c <= 'z') {
                turned.append((char) ('a' + (c - 'a' + 13) % 26));
            } else if (c >= 'A' && c <= 'Z') {
                turned.append((char) ('A' + (c - 'A' + 13) % 26));
            } else {
                turned.append(c);
            }
        }
        return turned.toString();
    }

    private interface Letter {
        String of(String letter, Random random);
    }

    private static String mapped(String text, Random random, Letter letter) {
        var mapped = new StringBuilder();
        for (var c : text.split("")) {
            mapped.append(letter.of(c, random));
        }
        return mapped.toString();
    }
}
