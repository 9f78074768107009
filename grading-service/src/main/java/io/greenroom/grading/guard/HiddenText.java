package io.greenroom.grading.guard;

import io.greenroom.grading.text.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Text that is in an answer but that a person reading it would not see. */
final class HiddenText {
    /** A few may come in by copying from a web page; more carry a message. */
    private static final int INNOCENT = 3;

    private static final Pattern COMMENT = Pattern.compile("<!--.*?(?:-->|\\z)", Pattern.DOTALL);
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_-]{24,}={0,2}");
    private static final Pattern HEX =
            Pattern.compile("(?:(?:\\\\x|%|0x)?[0-9a-fA-F]{2}[ ,:]?){16,}");
    private static final Pattern LETTERS_APART =
            Pattern.compile(
                    "(?<!\\S)(?:\\p{L}[.,!?]?[ \\t._*-]{1,4}){10,}\\p{L}(?![\\p{L}\\p{N}])");
    private static final Pattern SUPERSCRIPT = Pattern.compile("^\\p{L}{0,2}\\p{Lm}\\p{L}{0,2}$");
    private static final Pattern LINE = Pattern.compile("[^\\n]+");
    private static final int MIXED_WORDS = 2;
    private static final int PHONETIC_LETTERS = 3;
    private static final int WORDS_TO_ROTATE = 5;

    private HiddenText() {}

    /** Where hidden text stands. */
    static List<Span> in(String answer) {
        var spans = new ArrayList<Span>();
        var comments = COMMENT.matcher(answer);
        while (comments.find()) {
            spans.add(new Span(comments.start(), comments.end()));
        }
        addAll(spans, ENCODED, answer, HiddenText::hidesWords);
        addAll(spans, HEX, answer, HiddenText::hidesHex);
        addAll(spans, LETTERS_APART, answer, HiddenText::isSpelt);
        addAll(spans, LINE, answer, line -> isMixedScript(line) || isRotated(line));
        var invisible = new ArrayList<Span>();
        for (int i = 0; i < answer.length(); ) {
            int point = answer.codePointAt(i);
            int next = i + Character.charCount(point);
            if (isInvisible(point)) {
                invisible.add(new Span(i, next));
            }
            i = next;
        }
        if (invisible.size() > INNOCENT) {
            spans.addAll(invisible);
        }
        return spans;
    }

    /** Zero-width, bidirectional and tag characters; not the joiner within an emoji. */
    static boolean isInvisible(int point) {
        return point == 0x200B
                || point == 0x200C
                || point == 0x200E
                || point == 0x200F
                || point >= 0x202A && point <= 0x202E
                || point >= 0x2060 && point <= 0x2064
                || point >= 0x2066 && point <= 0x2069
                || point == 0xFEFF
                || point == 0x00AD
                || point >= 0xE0000 && point <= 0xE007F;
    }

    private static void addAll(
            List<Span> spans, Pattern pattern, String answer, Predicate<String> hides) {
        var matcher = pattern.matcher(answer);
        while (matcher.find()) {
            if (hides.test(matcher.group())) {
                spans.add(new Span(matcher.start(), matcher.end()));
            }
        }
    }

    private static boolean hidesWords(String encoded) {
        var standard = encoded.replace('-', '+').replace('_', '/').replace("=", "");
        try {
            // What cannot be whole at the end may be cut off.
            int length = standard.length() % 4 == 1 ? standard.length() - 1 : standard.length();
            return isReadable(Base64.getDecoder().decode(standard.substring(0, length)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean hidesHex(String encoded) {
        var digits = encoded.replaceAll("\\\\x|%|0x|[ ,:]", "");
        return digits.length() % 2 == 0 && isReadable(HexFormat.of().parseHex(digits));
    }

    private static boolean isReadable(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        long readable =
                text.chars()
                        .filter(
                                c ->
                                        c < 128
                                                && (Character.isLetterOrDigit(c)
                                                        || " .,'!?\n".indexOf(c) >= 0))
                        .count();
        return readable > text.length() * 0.9 && text.strip().indexOf(' ') >= 0;
    }

    /** Letters set apart that spell words; those of a list of names don't repeat so much. */
    private static boolean isSpelt(String apart) {
        var letters = apart.replaceAll("[^\\p{L}]", "");
        return letters.chars().filter(Character::isLowerCase).count() > 0.6 * letters.length();
    }

    /** Words with letters of several scripts, which look alike and are not. */
    private static boolean isMixedScript(String line) {
        int mixed = 0;
        int phonetic = 0;
        for (var word : line.split("[^\\p{L}\\p{M}]+")) {
            boolean latin = false;
            boolean other = false;
            int letters = phonetic;
            for (int point : word.codePoints().toArray()) {
                switch (Character.UnicodeScript.of(point)) {
                    case LATIN -> latin = true;
                    case CYRILLIC, ARMENIAN, CHEROKEE, COPTIC, LISU -> other = true;
                    default -> {
                        // Greek stands in formulas, others don't look Latin.
                    }
                }
                if (point >= 0x0250 && point <= 0x02AF || point >= 0x1D00 && point <= 0x1DBF) {
                    phonetic++;
                }
            }
            mixed += latin && other ? 1 : 0;
            // In a formula: "qᵀk".
            if (phonetic == letters + 1 && SUPERSCRIPT.matcher(word).find()) {
                phonetic = letters;
            }
        }
        return mixed >= MIXED_WORDS || phonetic >= PHONETIC_LETTERS;
    }

    /** Nonsense that is English once each letter is moved by half the alphabet. */
    private static boolean isRotated(String line) {
        // Letters alone are formulas.
        var words = Words.all(line).stream().filter(word -> word.length() > 2).toList();
        if (words.size() < WORDS_TO_ROTATE) {
            return false;
        }
        long english = words.stream().filter(Words::isFunction).count();
        var rotated = words.stream().map(HiddenText::rotated).toList();
        if (english == 0 && Intent.kindsOfGradingTalk(String.join(" ", rotated)) >= 3) {
            return true;
        }
        long turned = rotated.stream().filter(Words::isFunction).count();
        return turned >= 2 && turned > 2 * english && turned >= 0.2 * words.size();
    }

    private static String rotated(String word) {
        var turned = new StringBuilder();
        word.chars()
                .map(c -> c >= 'a' && c <= 'z' ? 'a' + (c - 'a' + 13) % 26 : c)
                .forEach(c -> turned.append((char) c));
        return turned.toString();
    }
}
