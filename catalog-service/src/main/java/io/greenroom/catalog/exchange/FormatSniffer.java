package io.greenroom.catalog.exchange;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Which format a file is in, by how it begins. */
final class FormatSniffer {
    /** How much of a file is looked at. */
    static final int HEAD = 8 * 1024;

    private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z][\\w:.-]*)");
    private static final Pattern PACK = Pattern.compile("(?m)^(pack|questions)\\s*:");
    private static final Pattern CSV =
            Pattern.compile("(?i)\\A(?:[^\\n]*[,;\\t])?\"?title\"?\\s*(?:[,;\\t\\r\\n]|\\z)");
    private static final Pattern GIFT = Pattern.compile("\\A(?:::|//|\\$CATEGORY:)");

    private FormatSniffer() {}

    /** What cannot be told is taken for a pack in YAML, whose reader says what is wrong. */
    static Format formatOf(byte[] head) {
        var text = new String(head, StandardCharsets.UTF_8);
        if (text.startsWith("\ufeff")) {
            text = text.substring(1);
        }
        text = text.stripLeading();
        if (text.startsWith("PK")) {
            return Format.QTI3;
        }
        if (text.startsWith("<")) {
            var element = ELEMENT.matcher(text);
            return element.find() && element.group(1).endsWith("ssessment-item")
                    ? Format.QTI3
                    : Format.MOODLE_XML;
        }
        if (text.startsWith("{")) {
            return Format.NATIVE_JSON;
        }
        if (GIFT.matcher(text).find()) {
            return Format.GIFT;
        }
        if (PACK.matcher(text).find() && !text.startsWith("# ")) {
            return Format.NATIVE_YAML;
        }
        if (CSV.matcher(text).find()) {
            return Format.CSV;
        }
        return text.startsWith("# ") && !PACK.matcher(text).find()
                ? Format.MARKDOWN
                : Format.NATIVE_YAML;
    }
}
