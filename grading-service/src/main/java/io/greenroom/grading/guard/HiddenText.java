package io.greenroom.grading.guard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Text that is in an answer but that a person reading it would not see. */
final class HiddenText {
    /** A few may come in by copying from a web page; more carry a message. */
    private static final int INNOCENT = 3;

    private static final Pattern COMMENT = Pattern.compile("<!--.*?(?:-->|\\z)", Pattern.DOTALL);
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/]{32,}={0,2}");

    private HiddenText() {}

    /** Where hidden text stands. */
    static List<Span> in(String answer) {
        var spans = new ArrayList<Span>();
        var comments = COMMENT.matcher(answer);
        while (comments.find()) {
            spans.add(new Span(comments.start(), comments.end()));
        }
        var encoded = ENCODED.matcher(answer);
        while (encoded.find()) {
            if (hidesWords(encoded.group())) {
                spans.add(new Span(encoded.start(), encoded.end()));
            }
        }
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

    private static boolean hidesWords(String encoded) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            return false;
        }
        var text = new String(bytes, StandardCharsets.UTF_8);
        long readable =
                text.chars().filter(c -> c < 128 && (Character.isLetter(c) || c == ' ')).count();
        return readable > text.length() * 0.85 && text.indexOf(' ') >= 0;
    }
}
