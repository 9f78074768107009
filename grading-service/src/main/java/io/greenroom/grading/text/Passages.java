package io.greenroom.grading.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Cuts an answer into sentences, clauses of long sentences, comments and code lines, each with its
 * place. The same text is always cut the same way.
 */
public final class Passages {
    /** Longer sentences are also offered in parts, so that a point within one is found. */
    private static final int LONG_SENTENCE_WORDS = 16;

    private static final int SHORTEST_PART_WORDS = 4;

    /** Code is judged by line and by this many lines together. */
    private static final int CODE_WINDOW = 3;

    private static final Pattern FENCE = Pattern.compile("^\\s*(```|~~~).*");
    private static final Pattern BLOCK_START =
            Pattern.compile("^\\s*([-*+•]\\s+|\\d{1,3}[.)]\\s+|#{1,6}\\s+|\\||>\\s*).*");
    private static final Pattern MARK =
            Pattern.compile("^\\s*([-*+•]\\s+|\\d{1,3}[.)]\\s+|#{1,6}\\s+|>\\s*|\\|\\s*)");
    private static final Pattern JOINT =
            Pattern.compile(
                    ";\\s+|:\\s+|\\s[—–-]\\s|,\\s+(?=(?:and|but|so|because|which|while|then|or|not)\\b)|\\s(?=(?:because|so"
                        + " that|instead of)\\s)|\\.\\s+");

    /** Of Python, or of a language that an example or an attack may be written in. */
    private static final Pattern COMMENT = Pattern.compile("^(?:#|//|/\\*)");

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern MARKS = Pattern.compile("[*_`#>|]+");

    private final String text;
    private final List<Passage> found = new ArrayList<>();

    private Passages(String text) {
        this.text = text;
    }

    /**
     * The passages of an answer, in order; the parts of a sentence follow it.
     *
     * @param code true when the answer is a program, false when it is Markdown
     */
    public static List<Passage> of(String text, boolean code) {
        var passages = new Passages(text);
        if (code && !looksLikeMarkdown(text)) {
            passages.code(0, text.length());
        } else {
            passages.markdown();
        }
        return List.copyOf(passages.found);
    }

    /** A program handed in as Markdown, in a fence, is read as what it is. */
    private static boolean looksLikeMarkdown(String text) {
        return text.lines().anyMatch(line -> FENCE.matcher(line).matches());
    }

    private void markdown() {
        int paragraphStart = -1;
        int fenceStart = -1;
        int lineStart = 0;
        while (lineStart < text.length()) {
            int newline = text.indexOf('\n', lineStart);
            int lineEnd = newline < 0 ? text.length() : newline;
            var line = text.substring(lineStart, lineEnd);
            boolean fence = FENCE.matcher(line).matches();
            if (fenceStart >= 0) {
                if (fence) {
                    code(fenceStart, lineStart);
                    fenceStart = -1;
                }
            } else if (fence) {
                paragraph(paragraphStart, lineStart);
                paragraphStart = -1;
                fenceStart = Math.min(lineEnd + 1, text.length());
            } else if (line.isBlank()) {
                paragraph(paragraphStart, lineStart);
                paragraphStart = -1;
            } else if (BLOCK_START.matcher(line).matches() || paragraphStart < 0) {
                paragraph(paragraphStart, lineStart);
                paragraphStart = lineStart;
            }
            lineStart = lineEnd + 1;
        }
        if (fenceStart >= 0) {
            code(fenceStart, text.length());
        }
        paragraph(paragraphStart, text.length());
    }

    private void paragraph(int from, int to) {
        if (from < 0) {
            return;
        }
        int start = from;
        var mark = MARK.matcher(text.substring(from, to));
        if (mark.find()) {
            start += mark.end();
        }
        var body = text.substring(start, to);
        var sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText(body);
        int a = sentences.first();
        for (int b = sentences.next(); b != BreakIterator.DONE; b = sentences.next()) {
            sentence(start + a, start + b, Passage.Kind.PROSE);
            a = b;
        }
    }

    private void sentence(int from, int to, Passage.Kind kind) {
        if (!add(from, to, kind, false)) {
            return;
        }
        var raw = text.substring(from, to);
        if (SPACES.split(raw.strip()).length < LONG_SENTENCE_WORDS) {
            return;
        }
        var joint = JOINT.matcher(raw);
        int partStart = 0;
        int cuts = 0;
        while (joint.find()) {
            if (wordsBetween(raw, partStart, joint.start()) >= SHORTEST_PART_WORDS
                    && wordsBetween(raw, joint.end(), raw.length()) >= SHORTEST_PART_WORDS) {
                add(from + partStart, from + joint.start(), kind, true);
                partStart = joint.end();
                cuts++;
            }
        }
        if (cuts > 0) {
            add(from + partStart, to, kind, true);
        }
    }

    private static int wordsBetween(String raw, int from, int to) {
        var part = raw.substring(from, Math.max(from, to)).strip();
        return part.isEmpty() ? 0 : SPACES.split(part).length;
    }

    /** Lines of a program: comments by themselves, code by line and by a few lines together. */
    private void code(int from, int to) {
        var run = new ArrayList<Passage>();
        boolean docstring = false;
        int blockEnd = -1;
        int commentStart = -1;
        int commentEnd = -1;
        int lineStart = from;
        while (lineStart < to) {
            int newline = text.indexOf('\n', lineStart);
            int lineEnd = newline < 0 || newline > to ? to : newline;
            var line = text.substring(lineStart, lineEnd);
            var stripped = line.strip();
            int quotes = occurrences(stripped, "\"\"\"") + occurrences(stripped, "'''");
            boolean inDocstring = docstring || quotes > 0 && startsDocstring(stripped);
            if (quotes % 2 == 1) {
                docstring = !docstring;
            }
            if (!inDocstring && lineStart > blockEnd && stripped.startsWith("/*")) {
                blockEnd = endOfBlock(lineStart, to);
            }
            if (inDocstring || lineStart <= blockEnd || COMMENT.matcher(stripped).find()) {
                if (commentStart < 0) {
                    commentStart = lineStart;
                }
                commentEnd = lineEnd;
                if (stripped.endsWith(".")) {
                    comment(commentStart, commentEnd);
                    commentStart = -1;
                }
            } else {
                comment(commentStart, commentEnd);
                commentStart = -1;
                int trailing = trailingComment(line);
                if (trailing >= 0) {
                    comment(lineStart + trailing, lineEnd);
                    if (line.startsWith("/*", trailing)) {
                        blockEnd = endOfBlock(lineStart + trailing, to);
                    }
                }
                int codeEnd = trailing < 0 ? lineEnd : lineStart + trailing;
                if (stripped.isEmpty()) {
                    windows(run);
                    run.clear();
                } else if (add(lineStart, codeEnd, Passage.Kind.CODE, false)) {
                    run.add(found.getLast());
                }
            }
            lineStart = lineEnd + 1;
        }
        comment(commentStart, commentEnd);
        windows(run);
    }

    private static boolean startsDocstring(String stripped) {
        return stripped.matches("[rRbBuUfF]{0,2}(\"\"\"|''').*");
    }

    private void windows(List<Passage> run) {
        for (int i = 0; i + CODE_WINDOW <= run.size(); i++) {
            add(run.get(i).start(), run.get(i + CODE_WINDOW - 1).end(), Passage.Kind.CODE, true);
        }
    }

    private void comment(int from, int to) {
        if (from < 0) {
            return;
        }
        sentence(from, to, Passage.Kind.COMMENT);
    }

    /** Where a comment starts on a line of code; -1 when there is none. */
    private static int trailingComment(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '#' || isComment(line, i)) {
                return i;
            }
        }
        return -1;
    }

    /** Of Java and its like; neither Python's division nor a path with a star. */
    private static boolean isComment(String line, int at) {
        if (line.startsWith("/* ", at)) {
            return at > 0 && line.charAt(at - 1) == ' ';
        }
        if (!line.startsWith("//", at)) {
            return false;
        }
        int end = at - 1;
        while (end >= 0 && Character.isWhitespace(line.charAt(end))) {
            end--;
        }
        return end >= 0 && ";{}".indexOf(line.charAt(end)) >= 0;
    }

    /** Where the comment of several lines that begins there ends; -1 when it does not. */
    private int endOfBlock(int from, int to) {
        int end = text.indexOf("*/", from + 2);
        return end < to ? end : -1;
    }

    private static int occurrences(String line, String wanted) {
        int count = 0;
        for (int i = line.indexOf(wanted); i >= 0; i = line.indexOf(wanted, i + wanted.length())) {
            count++;
        }
        return count;
    }

    private boolean add(int from, int to, Passage.Kind kind, boolean part) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (start == end) {
            return false;
        }
        var raw = text.substring(start, end);
        var words =
                switch (kind) {
                    case PROSE -> SPACES.matcher(MARKS.matcher(raw).replaceAll(" "));
                    case COMMENT ->
                            SPACES.matcher(
                                    MARKS.matcher(raw)
                                            .replaceAll(" ")
                                            .replace("//", " ")
                                            .replaceAll("^/|/$", " ")
                                            .replace("\"\"\"", " ")
                                            .replace("'''", " "));
                    case CODE -> SPACES.matcher(CodeWords.readAloud(raw));
                };
        var plain = words.replaceAll(" ").strip();
        if (plain.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return false;
        }
        found.add(new Passage(start, end, plain, kind, part));
        return true;
    }
}
