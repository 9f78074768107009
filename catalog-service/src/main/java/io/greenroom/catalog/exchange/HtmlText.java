package io.greenroom.catalog.exchange;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * HTML that other systems write, as Markdown: headings, paragraphs, lists, code, emphasis and
 * links. The rest becomes plain text; scripts and styles go.
 */
final class HtmlText {
    private static final Set<String> BLOCKS =
            Set.of(
                    "p",
                    "div",
                    "section",
                    "article",
                    "blockquote",
                    "ul",
                    "ol",
                    "pre",
                    "table",
                    "tr",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "hr");
    private static final Set<String> DROPPED = Set.of("script", "style", "head", "template");

    private HtmlText() {}

    static String toMarkdown(String html) {
        var out = new StringBuilder();
        children(Jsoup.parseBodyFragment(html).body(), out, "");
        return out.toString().replaceAll("[ \\t]+\\n", "\n").replaceAll("\\n{3,}", "\n\n").strip();
    }

    /** The words alone. */
    static String words(String html) {
        return Jsoup.parseBodyFragment(html).body().text();
    }

    private static void children(Element parent, StringBuilder out, String indent) {
        for (Node node : parent.childNodes()) {
            if (node instanceof TextNode text) {
                var words = text.getWholeText().replaceAll("\\s+", " ");
                boolean begins = out.isEmpty() || out.charAt(out.length() - 1) == '\n';
                out.append(begins ? words.stripLeading() : words);
            } else if (node instanceof Element element && !DROPPED.contains(element.tagName())) {
                element(element, out, indent);
            }
        }
    }

    private static void element(Element element, StringBuilder out, String indent) {
        var tag = element.tagName();
        if (BLOCKS.contains(tag)) {
            paragraph(out, indent);
        }
        switch (tag) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                out.append("#".repeat(tag.charAt(1) - '0')).append(' ');
                children(element, out, indent);
            }
            case "pre" -> {
                var fence = "```";
                while (element.wholeText().contains(fence)) {
                    fence += "`";
                }
                out.append(fence)
                        .append('\n')
                        .append(element.wholeText().stripTrailing())
                        .append('\n')
                        .append(fence);
            }
            case "code", "tt", "kbd" -> out.append('`').append(element.wholeText()).append('`');
            case "strong", "b" -> around(element, out, indent, "**");
            case "em", "i" -> around(element, out, indent, "*");
            case "br" -> out.append('\n').append(indent);
            case "a" -> {
                out.append('[');
                children(element, out, indent);
                out.append("](").append(element.attr("href")).append(')');
            }
            case "img" -> out.append(element.attr("alt"));
            case "ul", "ol" -> {
                int number = 1;
                for (var item : element.children()) {
                    out.append(tag.equals("ol") ? number++ + ". " : "- ");
                    var inner = new StringBuilder();
                    children(item, inner, "");
                    out.append(inner.toString().strip().replace("\n", "\n  ")).append('\n');
                }
            }
            case "td", "th" -> {
                children(element, out, indent);
                out.append(" ");
            }
            default -> children(element, out, indent);
        }
        if (BLOCKS.contains(tag)) {
            paragraph(out, indent);
        }
    }

    private static void around(Element element, StringBuilder out, String indent, String mark) {
        out.append(mark);
        children(element, out, indent);
        out.append(mark);
    }

    private static void paragraph(StringBuilder out, String indent) {
        while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
        if (!out.isEmpty()) {
            out.append("\n\n").append(indent);
        }
    }
}
