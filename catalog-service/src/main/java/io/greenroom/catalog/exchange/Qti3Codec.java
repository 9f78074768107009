package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLStreamConstants;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/**
 * QTI 3: an item with an extended text interaction and a rubric for the scorer, many of them in a
 * content package. Markdown is shown as XHTML and carried beside it as it was written; where
 * somebody has changed the XHTML since, that counts.
 */
final class Qti3Codec implements Codec {
    private static final String NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0";
    private static final String ITEM_TYPE = "imsqti_item_xmlv3p0";
    private static final String SOURCE = "data-greenroom-source";
    private static final byte[] ZIP = {'P', 'K'};
    private static final Parser MARKDOWN = Parser.builder().build();
    private static final HtmlRenderer XHTML =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    @Override
    public Format format() {
        return Format.QTI3;
    }

    @Override
    public List<Loss> losses() {
        return Stream.of(
                        Loss.ofXml(),
                        Stream.of(
                                Loss.flattened(
                                        "rubric",
                                        "The scorer reads the rubric; other systems do not mark by"
                                                + " it."),
                                Loss.flattened(
                                        "redFlags",
                                        "Text in the scorer's rubric block; they cap nothing."),
                                Loss.flattened(
                                        "prompt",
                                        "Others see XHTML; the Markdown goes beside it.")),
                        Loss.allFlattened(
                                "Text in the scorer's rubric block.",
                                "strongAnswer",
                                "probe",
                                "hints",
                                "followUps",
                                "references",
                                "round",
                                "topics",
                                "level",
                                "difficulty",
                                "minutes",
                                "companies",
                                "covers",
                                "answerFormat",
                                "codeLanguage"))
                .flatMap(Function.identity())
                .toList();
    }

    @Override
    public ObjectNode comesBack(ObjectNode content) {
        return Texts.forXml(content);
    }

    // --- Writing

    @Override
    public Writing write(OutputStream out, FileHeader header) {
        return new Package(new ZipOutputStream(out, StandardCharsets.UTF_8), new ArrayList<>());
    }

    private record Package(ZipOutputStream zip, List<String> ids) implements Writing {
        @Override
        public void add(ExchangedQuestion question) throws IOException {
            var id = String.valueOf(question.id());
            ids.add(id);
            entry("items/" + id + ".xml", item(question));
        }

        /** Every entry of one time, so that the same questions make the same file. */
        private void entry(String name, String text) throws IOException {
            var entry = new ZipEntry(name);
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }

        @Override
        public void close() throws IOException {
            var manifest = new StringBuilder();
            manifest.append(
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="greenroom-questions">
                      <metadata>
                        <schema>QTI Package</schema>
                        <schemaversion>3.0.0</schemaversion>
                      </metadata>
                      <organizations/>
                      <resources>
                    """);
            for (var id : ids) {
                manifest.append(
                        """
                            <resource identifier="item-%1$s" type="%2$s" href="items/%1$s.xml">
                              <file href="items/%1$s.xml"/>
                            </resource>
                        """
                                .formatted(SafeXml.quoted(id), ITEM_TYPE));
            }
            manifest.append("  </resources>\n</manifest>\n");
            entry("imsmanifest.xml", manifest.toString());
            zip.close();
        }
    }

    static String item(ExchangedQuestion question) {
        var clean = question.forXml();
        var content = clean.content();
        var starter =
                content.has("starterCode")
                        ? """

                            <qti-default-value>
                              <qti-value>%s</qti-value>
                            </qti-default-value>
                        """
                                .formatted(SafeXml.escaped(content.path("starterCode").asText()))
                        : "";
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <qti-assessment-item xmlns="%s" identifier="%s" title="%s" adaptive="false" time-dependent="false" xml:lang="en">
          <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="string">%s</qti-response-declaration>
          <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-minimum="0" normal-maximum="100" external-scored="human"/>
          <qti-item-body>
            <div %s="%s">
        %s</div>
            <qti-extended-text-interaction response-identifier="RESPONSE" format="plain" expected-lines="15"/>
            <qti-rubric-block use="scoring" view="scorer">
              <qti-content-body>
                <div %s="%s">
        %s</div>
              </qti-content-body>
            </qti-rubric-block>
          </qti-item-body>
        </qti-assessment-item>
        """
                .formatted(
                        NAMESPACE,
                        SafeXml.quoted(String.valueOf(clean.id())),
                        SafeXml.quoted(content.path("title").asText()),
                        starter,
                        SOURCE,
                        SafeXml.quoted(content.path("prompt").asText()),
                        xhtml(content.path("prompt").asText()),
                        SOURCE,
                        SafeXml.quoted(MarkdownLayout.staffPart(clean)),
                        xhtml(MarkdownLayout.staffPart(clean)));
    }

    private static String xhtml(String markdown) {
        return XHTML.render(MARKDOWN.parse(markdown));
    }

    // --- Reading

    @Override
    public Reading read(InputStream in) throws IOException {
        var peeked = new PushbackInputStream(in, ZIP.length);
        var first = peeked.readNBytes(ZIP.length);
        peeked.unread(first);
        return java.util.Arrays.equals(first, ZIP) ? new Zip(peeked) : new Single(peeked);
    }

    /** One item without a package. */
    private static final class Single implements Reading {
        private final InputStream in;
        private boolean read;

        Single(InputStream in) {
            this.in = in;
        }

        @Override
        public @Nullable ExchangedQuestion next() throws IOException {
            if (read) {
                return null;
            }
            read = true;
            var item = new ItemReading(GuardedInput.of(in), 1).item();
            if (item == null) {
                throw new Refused(
                        Refused.Kind.UNREADABLE,
                        "The file is no QTI 3 item: it does not begin with"
                                + " \"qti-assessment-item\".");
            }
            return item;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /**
     * A package, read entry after entry as it comes: nothing of it is ever written to a disk, and
     * what comes out of it counts as if it had come in unpacked.
     */
    private static final class Zip implements Reading {
        private final Inflated inflated;
        private final Set<String> names = new HashSet<>();
        private final List<String> remarks = new ArrayList<>();
        private int row;

        Zip(InputStream in) {
            this.inflated = new Inflated(new ZipInputStream(in, StandardCharsets.UTF_8));
        }

        @Override
        public @Nullable ExchangedQuestion next() throws IOException {
            try {
                for (var entry = inflated.zip.getNextEntry();
                        entry != null;
                        entry = inflated.zip.getNextEntry()) {
                    check(entry.getName());
                    if (!entry.isDirectory()) {
                        var item = item(entry.getName());
                        if (item != null) {
                            return item;
                        }
                    }
                    inflated.skipRest();
                }
            } catch (ZipException | IllegalArgumentException e) {
                throw new Refused(
                        Refused.Kind.UNREADABLE, "The zip cannot be read: " + e.getMessage());
            }
            if (names.isEmpty()) {
                throw new Refused(Refused.Kind.UNREADABLE, "The zip is empty or broken.");
            }
            return null;
        }

        private @Nullable ExchangedQuestion item(String name) throws IOException {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!lower.endsWith(".xml")) {
                if (remarks.size() < 20) {
                    remarks.add("\"%s\" is no item and is left out.".formatted(name));
                }
                return null;
            }
            if (lower.endsWith("imsmanifest.xml")) {
                return null;
            }
            try {
                var item =
                        new ItemReading(new GuardedInput(inflated, Bounds.QUESTION_BYTES), row + 1)
                                .item();
                if (item != null) {
                    row++;
                }
                return item;
            } catch (Refused e) {
                throw new Refused(e.kind(), "In \"%s\": %s".formatted(name, e.detail()));
            }
        }

        private void check(String name) throws Refused {
            if (names.size() >= Bounds.ENTRIES) {
                throw new Refused(
                        Refused.Kind.TOO_LARGE,
                        "A package may have at most %,d files.".formatted(Bounds.ENTRIES));
            }
            if (!names.add(name)) {
                throw new Refused(
                        Refused.Kind.FORBIDDEN,
                        "The package has \"%s\" twice.".formatted(shown(name)));
            }
            boolean leads =
                    name.startsWith("/")
                            || name.contains("\\")
                            || name.contains(":")
                            || name.length() > 255
                            || name.chars().anyMatch(Character::isISOControl)
                            || List.of(name.split("/", -1)).contains("..");
            if (leads) {
                throw new Refused(
                        Refused.Kind.FORBIDDEN,
                        "The package has a file whose name leads out of it: \"%s\"."
                                .formatted(shown(name)));
            }
        }

        private static String shown(String name) {
            var plain = name.replaceAll("\\p{Cntrl}", "?");
            return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
        }

        @Override
        public List<String> remarks() {
            return remarks;
        }

        @Override
        public void close() throws IOException {
            inflated.zip.close();
        }
    }

    /** What comes out of a zip, counted over all its files; closing ends no more than one file. */
    private static final class Inflated extends FilterInputStream {
        private final ZipInputStream zip;
        private long total;

        Inflated(ZipInputStream zip) {
            super(zip);
            this.zip = zip;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = zip.read(target, offset, length);
            if (read > 0) {
                total += read;
                if (total > Bounds.FILE_BYTES) {
                    throw new Refused(
                            Refused.Kind.TOO_LARGE,
                            "Unpacked, a package may have at most %,d bytes."
                                    .formatted(Bounds.FILE_BYTES));
                }
            }
            return read;
        }

        /** So that a large file that is not looked at counts too. */
        void skipRest() throws IOException {
            var away = new byte[8192];
            while (read(away, 0, away.length) >= 0) {
                // Counted in read.
            }
        }

        @Override
        public void close() {}
    }

    /** One item. */
    private static final class ItemReading {
        private final SafeXml xml;
        private final int row;
        private final ObjectNode seen = JsonNodeFactory.instance.objectNode();
        private final List<String> remarks = new ArrayList<>();
        private final Passage prompt = new Passage();
        private final Passage notes = new Passage();
        private boolean extendedText;
        private String interaction = "";

        ItemReading(GuardedInput in, int row) throws IOException {
            this.xml = new SafeXml(in);
            this.row = row;
        }

        /** Null when the file is another part of a package. */
        @Nullable ExchangedQuestion item() throws IOException {
            int event = xml.next();
            while (event != XMLStreamConstants.START_ELEMENT) {
                event = xml.next();
            }
            if (xml.name().equals("assessmentItem")) {
                throw new Refused(
                        Refused.Kind.UNREADABLE,
                        "This is an item of QTI 2; only QTI 3 is read. Convert it first.");
            }
            if (!xml.name().equals("qti-assessment-item")) {
                return null;
            }
            int line = xml.line();
            var id = xml.attribute("identifier");
            var title = xml.attribute("title");
            if (title != null) {
                seen.put("title", Texts.line(title));
            }
            while (xml.nextWithin()) {
                switch (xml.name()) {
                    case "qti-response-declaration" -> declaration();
                    case "qti-item-body" -> within(prompt);
                    default -> xml.skip();
                }
            }
            rest();
            seen.put("prompt", prompt.markdown(remarks, "prompt"));
            if (!extendedText) {
                return ExchangedQuestion.refused(
                        row,
                        line,
                        id,
                        seen,
                        interaction.isEmpty()
                                ? "The item asks for nothing: it has no extended text interaction."
                                : "Only extended text can be taken over; this item has a \"%s\"."
                                        .formatted(interaction),
                        remarks);
            }
            return StaffNotes.joined(
                    row,
                    line,
                    id,
                    seen,
                    notes.markdown(remarks, "scorer's rubric"),
                    List.of(),
                    remarks);
        }

        /** To the end of the file, so that what is wrong there is seen too. */
        private void rest() throws IOException {
            while (xml.hasNext()) {
                xml.next();
            }
        }

        private void declaration() throws IOException {
            while (xml.nextWithin()) {
                if (xml.name().equals("qti-default-value")) {
                    defaultValue();
                } else {
                    xml.skip();
                }
            }
        }

        private void defaultValue() throws IOException {
            while (xml.nextWithin()) {
                var value = xml.text();
                if (!value.isBlank()) {
                    seen.put("starterCode", value);
                }
            }
        }

        /** What is within the element that has begun, up to its end. */
        private void within(Passage passage) throws IOException {
            for (int event = xml.next();
                    event != XMLStreamConstants.END_ELEMENT;
                    event = xml.next()) {
                switch (event) {
                    case XMLStreamConstants.CHARACTERS,
                            XMLStreamConstants.CDATA,
                            XMLStreamConstants.SPACE ->
                            passage.text(xml.characters());
                    case XMLStreamConstants.START_ELEMENT -> element(passage);
                    default -> {}
                }
            }
        }

        private void element(Passage passage) throws IOException {
            var name = xml.name();
            switch (name) {
                case "qti-rubric-block" -> {
                    var view = String.valueOf(xml.attribute("view"));
                    within(view.contains("scorer") ? notes : new Passage());
                }
                case "qti-extended-text-interaction" -> {
                    extendedText = true;
                    within(passage);
                }
                case "qti-prompt", "qti-content-body" -> {
                    passage.open("div", null, null, null);
                    within(passage);
                    passage.close("div");
                }
                default -> {
                    if (name.startsWith("qti-") && name.endsWith("-interaction")) {
                        interaction = name;
                        xml.skip();
                        return;
                    }
                    if (name.equals("img") || name.equals("object") || name.equals("video")) {
                        passage.hasMedia = true;
                    }
                    passage.open(
                            name,
                            xml.attribute("href"),
                            xml.attribute("alt"),
                            xml.attribute(SOURCE));
                    within(passage);
                    passage.close(name);
                }
            }
        }
    }

    /** XHTML as it is shown, and the Markdown that it was made from. */
    private static final class Passage {
        private final StringBuilder html = new StringBuilder();
        private @Nullable String source;
        private int sources;
        private boolean hasMedia;

        void text(String characters) {
            html.append(SafeXml.escaped(characters));
        }

        void open(
                String name,
                @Nullable String href,
                @Nullable String alt,
                @Nullable String markdown) {
            if (markdown != null) {
                source = markdown;
                sources++;
            }
            html.append('<').append(name);
            if (href != null) {
                html.append(" href=\"").append(SafeXml.quoted(href)).append('"');
            }
            if (alt != null) {
                html.append(" alt=\"").append(SafeXml.quoted(alt)).append('"');
            }
            html.append('>');
        }

        void close(String name) {
            html.append("</").append(name).append('>');
        }

        String markdown(List<String> remarks, String what) {
            var markdown = source;
            if (markdown != null && sources == 1) {
                if (HtmlText.words(html.toString()).equals(HtmlText.words(xhtml(markdown)))) {
                    return markdown;
                }
                remarks.add(
                        "The %s was changed in another system: its present words are taken."
                                .formatted(what));
            }
            if (hasMedia) {
                remarks.add("Pictures and other media are left out.");
            }
            return HtmlText.toMarkdown(html.toString());
        }
    }
}
