package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/**
 * Moodle's XML: a question is an essay; its notes for graders hold, in the Markdown layout, what
 * Moodle has no field for.
 */
final class MoodleXmlCodec implements Codec {
    @Override
    public Format format() {
        return Format.MOODLE_XML;
    }

    @Override
    public List<Loss> losses() {
        return Stream.of(
                        Loss.ofXml(),
                        Stream.of(
                                Loss.flattened(
                                        "rubric",
                                        "Moodle shows the rubric as notes for graders; it does not"
                                                + " mark by it."),
                                Loss.flattened(
                                        "redFlags",
                                        "Text in the notes for graders; they cap nothing.")),
                        Loss.allFlattened(
                                "Text in the notes for graders.",
                                "strongAnswer",
                                "probe",
                                "followUps",
                                "references",
                                "round",
                                "level",
                                "difficulty",
                                "minutes",
                                "companies",
                                "covers"),
                        Stream.of(
                                Loss.flattened(
                                        "hints",
                                        "Moodle has no hints in essays: text in the notes."),
                                Loss.flattened(
                                        "codeLanguage", "Moodle shows a plain box for code.")))
                .flatMap(Function.identity())
                .toList();
    }

    @Override
    public ObjectNode comesBack(ObjectNode content) {
        return Texts.forXml(content);
    }

    @Override
    public Writing write(OutputStream out, FileHeader header) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n");
        return new Quiz(writer);
    }

    private record Quiz(Writer writer) implements Writing {
        @Override
        public void add(ExchangedQuestion question) throws IOException {
            var clean = question.forXml();
            var content = clean.content();
            boolean code = content.path("answerFormat").asText().equals("code");
            writer.write("  <question type=\"essay\">\n");
            element("name", null, content.path("title").asText());
            element("questiontext", "markdown", content.path("prompt").asText());
            element("generalfeedback", "html", "");
            writer.write("    <defaultgrade>100</defaultgrade>\n    <penalty>0</penalty>\n");
            writer.write("    <hidden>0</hidden>\n");
            writer.write(
                    "    <idnumber>"
                            + SafeXml.escaped(String.valueOf(clean.id()))
                            + "</idnumber>\n");
            writer.write(
                    "    <responseformat>"
                            + (code ? "monospaced" : "plain")
                            + "</responseformat>\n");
            writer.write("    <responserequired>1</responserequired>\n");
            writer.write("    <responsefieldlines>15</responsefieldlines>\n");
            writer.write("    <attachments>0</attachments>\n");
            element("graderinfo", "markdown", MarkdownLayout.staffPart(clean));
            element("responsetemplate", "plain_text", content.path("starterCode").asText(""));
            writer.write("    <tags>\n");
            for (var topic : content.path("topics")) {
                writer.write(
                        "      <tag><text>" + SafeXml.escaped(topic.asText()) + "</text></tag>\n");
            }
            writer.write("    </tags>\n  </question>\n");
        }

        private void element(String name, @Nullable String format, String text) throws IOException {
            writer.write(
                    "    <%s%s><text>%s</text></%s>\n"
                            .formatted(
                                    name,
                                    format == null ? "" : " format=\"" + format + "\"",
                                    SafeXml.escaped(text),
                                    name));
        }

        @Override
        public void close() throws IOException {
            writer.write("</quiz>\n");
            writer.close();
        }
    }

    @Override
    public Reading read(InputStream in) throws IOException {
        var guarded = GuardedInput.of(in);
        return new QuizReading(guarded, new SafeXml(guarded));
    }

    private static final class QuizReading implements Reading {
        private final GuardedInput guarded;
        private final SafeXml xml;
        private boolean begun;
        private int row;

        QuizReading(GuardedInput guarded, SafeXml xml) {
            this.guarded = guarded;
            this.xml = xml;
        }

        @Override
        public @Nullable ExchangedQuestion next() throws IOException {
            while (xml.hasNext()) {
                guarded.unit();
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (!begun) {
                    begun = true;
                    if (!xml.name().equals("quiz")) {
                        throw new Refused(
                                Refused.Kind.UNREADABLE,
                                "Moodle's questions stand in an element \"quiz\"; this file begins with \"%s\"."
                                        .formatted(xml.name()));
                    }
                } else if (!xml.name().equals("question")
                        || "category".equals(xml.attribute("type"))) {
                    xml.skip();
                } else {
                    row++;
                    return question(String.valueOf(xml.attribute("type")));
                }
            }
            return null;
        }

        private ExchangedQuestion question(String type) throws Refused {
            int line = xml.line();
            var seen = JsonNodeFactory.instance.objectNode();
            var remarks = new ArrayList<String>();
            var topics = new ArrayList<String>();
            var hints = new ArrayList<String>();
            String id = null;
            String notes = "";
            while (xml.nextWithin()) {
                switch (xml.name()) {
                    case "name" -> seen.put("title", Texts.line(content(remarks)));
                    case "questiontext" -> seen.put("prompt", content(remarks));
                    case "graderinfo" -> notes = content(remarks);
                    case "responsetemplate" -> {
                        var template = content(remarks);
                        if (!template.isBlank()) {
                            seen.put("starterCode", template);
                        }
                    }
                    case "hint" -> hints.add(content(remarks));
                    case "responseformat" -> {
                        if (xml.text().strip().equals("monospaced")) {
                            seen.put("answerFormat", "code");
                        }
                    }
                    case "idnumber" -> {
                        var number = xml.text().strip();
                        id = number.isEmpty() ? null : number;
                    }
                    case "tags" -> tags(topics);
                    default -> xml.skip();
                }
            }
            if (!type.equals("essay")) {
                return ExchangedQuestion.refused(
                        row,
                        line,
                        id,
                        seen,
                        "Only essay questions can be taken over; this is of the type \"%s\"."
                                .formatted(type),
                        remarks);
            }
            var question = StaffNotes.joined(row, line, id, seen, notes, topics, remarks);
            if (!hints.isEmpty() && !question.content().has("hints")) {
                var list = question.content().putArray("hints");
                hints.forEach(list::add);
            }
            return question;
        }

        private void tags(List<String> topics) throws Refused {
            while (xml.nextWithin()) {
                topics.add(content(new ArrayList<>()));
            }
        }

        /** The text of an element that has a format and a child "text". */
        private String content(List<String> remarks) throws Refused {
            var format = xml.attribute("format");
            var text = new StringBuilder();
            while (xml.nextWithin()) {
                if (xml.name().equals("text")) {
                    text.append(xml.text());
                } else {
                    if (xml.name().equals("file")) {
                        remarks.add("Files within the question are left out.");
                    }
                    xml.skip();
                }
            }
            return "html".equals(format) || "moodle_auto_format".equals(format)
                    ? HtmlText.toMarkdown(text.toString())
                    : text.toString();
        }

        @Override
        public void close() throws IOException {
            xml.close();
        }
    }
}
