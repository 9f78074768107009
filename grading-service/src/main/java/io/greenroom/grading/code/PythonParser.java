package io.greenroom.grading.code;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;
import org.treesitter.TreeSitterPython;

/** Makes syntax trees with tree-sitter, which also reads programs that are broken. */
final class PythonParser {
    /**
     * Nobody writes deeper than this; what lies deeper is left out, so that no reader overflows.
     */
    private static final int DEEPEST = 80;

    /**
     * A program takes a few milliseconds. Only nonsense, such as thousands of functions that are
     * opened and never closed, takes longer, and is then not read.
     */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private static final int BUFFER = 8192;
    private static final int MOST_PARTS = 100;

    private static final Pattern DEFINITION =
            Pattern.compile("^(?:def |class |async def |@)", Pattern.MULTILINE);

    private static final TSLanguage PYTHON = new TreeSitterPython();

    private PythonParser() {}

    static Syntax parse(String source) {
        var whole = parse(source, 0, source.length());
        if (whole.walk().stream().noneMatch(Syntax::error)) {
            return whole;
        }
        // One bracket that is never closed can swallow the rest: read each definition by itself.
        var starts = new ArrayList<Integer>();
        starts.add(0);
        var definition = DEFINITION.matcher(source);
        while (definition.find() && starts.size() < MOST_PARTS) {
            if (definition.start() > 0) {
                starts.add(definition.start());
            }
        }
        if (starts.size() < 2 || starts.size() >= MOST_PARTS) {
            return whole;
        }
        var parts = new ArrayList<Syntax>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : source.length();
            parts.addAll(parse(source, starts.get(i), end).children());
        }
        return new Syntax("module", "", true, false, whole.span(), source, List.copyOf(parts));
    }

    private static Syntax parse(String source, int from, int to) {
        try (var parser = new TSParser()) {
            if (!parser.setLanguage(PYTHON)) {
                throw new IllegalStateException("The Python grammar does not fit the parser");
            }
            var bytes = oneByteEach(source.substring(from, to)).getBytes(StandardCharsets.US_ASCII);
            long end = System.nanoTime() + LONGEST.toNanos();
            TSTree made =
                    parser.parseWithOptions(
                            new byte[BUFFER],
                            null,
                            (buffer, offset, place) -> copy(bytes, offset, buffer),
                            TSInputEncoding.TSInputEncodingUTF8,
                            state -> System.nanoTime() > end);
            if (made == null) {
                var all = new Span(from, to);
                return new Syntax("module", "", true, true, all, all.in(source), List.of());
            }
            try (var tree = made) {
                return read(tree.getRootNode(), source, from);
            }
        }
    }

    private static int copy(byte[] source, int from, byte[] to) {
        int length = Math.clamp(source.length - from, 0, to.length);
        System.arraycopy(source, Math.min(from, source.length), to, 0, length);
        return length;
    }

    /**
     * The parser counts bytes. With every UTF-16 unit outside ASCII replaced by a letter (or by a
     * space, if it is one), bytes and UTF-16 indices are the same, and the structure stays: such
     * characters only ever stand in names, strings and comments.
     */
    private static String oneByteEach(String source) {
        var plain = new StringBuilder(source.length());
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\n' || c == '\r' || c == '\t' || c >= ' ' && c < 127) {
                plain.append(c);
            } else {
                plain.append(c < 128 || Character.isSpaceChar(c) || c == '\uFEFF' ? ' ' : 'x');
            }
        }
        return plain.toString();
    }

    private record Open(
            String type,
            String field,
            boolean named,
            boolean error,
            Span span,
            List<Syntax> below) {
        Syntax close(String source) {
            return new Syntax(type, field, named, error, span, span.in(source), List.copyOf(below));
        }
    }

    private static Syntax read(TSNode root, String source, int from) {
        var open = new ArrayDeque<Open>();
        try (var cursor = new TSTreeCursor(root)) {
            open.push(open(cursor, source, from));
            while (true) {
                if (open.size() < DEEPEST && cursor.gotoFirstChild()) {
                    open.push(open(cursor, source, from));
                    continue;
                }
                var closed = open.pop().close(source);
                while (!cursor.gotoNextSibling()) {
                    if (open.isEmpty() || !cursor.gotoParent()) {
                        return closed;
                    }
                    var parent = open.pop();
                    parent.below().add(closed);
                    closed = parent.close(source);
                }
                open.element().below().add(closed);
                open.push(open(cursor, source, from));
            }
        }
    }

    private static Open open(TSTreeCursor cursor, String source, int from) {
        var node = cursor.currentNode();
        var field = cursor.currentFieldName();
        int start = Math.min(from + node.getStartByte(), source.length());
        int end = Math.clamp(from + node.getEndByte(), start, source.length());
        return new Open(
                node.getType(),
                field == null ? "" : field,
                node.isNamed(),
                node.isError() || node.isMissing(),
                new Span(start, end),
                new ArrayList<>());
    }
}
