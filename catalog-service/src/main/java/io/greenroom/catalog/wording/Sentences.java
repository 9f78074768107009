package io.greenroom.catalog.wording;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Cuts Markdown into its sentences, without marks; code stays as its lines. */
public final class Sentences {
    private static final Pattern FENCE = Pattern.compile("^\\s*(```|~~~)");
    private static final Pattern BLOCK =
            Pattern.compile("^\\s*(?:[-*+•]\\s+|\\d{1,3}[.)]\\s+|#{1,6}\\s+|>\\s*|\\|)");
    private static final Pattern MARKS = Pattern.compile("[*_`#>|]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Sentences() {}

    /** The sentences in order; none is blank. */
    public static List<String> of(String markdown) {
        var sentences = new ArrayList<String>();
        var paragraph = new StringBuilder();
        boolean code = false;
        for (var line : markdown.lines().toList()) {
            if (FENCE.matcher(line).find()) {
                end(paragraph, sentences);
                code = !code;
            } else if (code) {
                add(line, sentences);
            } else if (line.isBlank()) {
                end(paragraph, sentences);
            } else {
                var block = BLOCK.matcher(line);
                if (block.find()) {
                    end(paragraph, sentences);
                    paragraph.append(line, block.end(), line.length());
                } else {
                    paragraph.append(' ').append(line);
                }
            }
        }
        end(paragraph, sentences);
        return sentences;
    }

    private static void end(StringBuilder paragraph, List<String> sentences) {
        var text = paragraph.toString();
        paragraph.setLength(0);
        var breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        breaks.setText(text);
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            add(MARKS.matcher(text.substring(from, to)).replaceAll(" "), sentences);
            from = to;
        }
    }

    private static void add(String sentence, List<String> sentences) {
        var stripped = SPACES.matcher(sentence).replaceAll(" ").strip();
        if (!stripped.isEmpty()) {
            sentences.add(stripped);
        }
    }
}
