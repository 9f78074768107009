package io.greenroom.catalog.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** XML event by event, without anything that reaches beyond the text itself. */
final class SafeXml implements Closeable {
    private static final String XINCLUDE = "http://www.w3.org/2001/XInclude";
    private static final Set<String> ENCODINGS = Set.of("utf-8", "utf8", "us-ascii", "ascii");

    private static final String DTD =
            "Document type definitions and entities are not taken: they can reach into other files,"
                    + " or grow without end.";

    /** The JDK's own: which other parser happens to be on the class path must not matter. */
    private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

    static {
        FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        FACTORY.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        FACTORY.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        // Entities are refused, and without them these two would bound the file itself.
        FACTORY.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        FACTORY.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        FACTORY.setXMLResolver(
                (publicId, systemId, base, namespace) -> {
                    throw new XMLStreamException(new Refused(Refused.Kind.FORBIDDEN, DTD));
                });
    }

    private final XMLStreamReader reader;
    private int depth;

    SafeXml(GuardedInput in) throws IOException {
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
        try {
            this.reader = FACTORY.createXMLStreamReader(text);
        } catch (XMLStreamException e) {
            throw refusal(e);
        }
        var declared = reader.getCharacterEncodingScheme();
        if (declared != null && !ENCODINGS.contains(declared.toLowerCase(Locale.ROOT))) {
            throw new Refused(
                    Refused.Kind.NOT_UTF_8,
                    "The file declares the encoding \"%s\". Save it as UTF-8.".formatted(declared));
        }
    }

    /** The next event of the kinds that {@link XMLStreamConstants} lists. */
    int next() throws Refused {
        try {
            int event = reader.next();
            switch (event) {
                case XMLStreamConstants.DTD,
                        XMLStreamConstants.ENTITY_REFERENCE,
                        XMLStreamConstants.ENTITY_DECLARATION,
                        XMLStreamConstants.NOTATION_DECLARATION ->
                        throw forbidden(DTD);
                case XMLStreamConstants.START_ELEMENT -> {
                    if (XINCLUDE.equals(reader.getNamespaceURI())) {
                        throw forbidden("XInclude is not taken: it reaches into other files.");
                    }
                    if (++depth > Bounds.DEPTH) {
                        throw forbidden(
                                "Elements are nested deeper than %d.".formatted(Bounds.DEPTH));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
            return event;
        } catch (XMLStreamException e) {
            throw refusal(e);
        }
    }

    private Refused forbidden(String why) {
        return new Refused(Refused.Kind.FORBIDDEN, "Line %d: %s".formatted(line(), why));
    }

    private static Refused refusal(XMLStreamException e) {
        var refused = Refused.within(e);
        if (refused != null) {
            return refused;
        }
        var at = e.getLocation();
        var message = String.valueOf(e.getMessage());
        int text = message.indexOf("Message: ");
        return new Refused(
                message.contains("entity") || message.contains("DOCTYPE")
                        ? Refused.Kind.FORBIDDEN
                        : Refused.Kind.UNREADABLE,
                "Not valid XML%s: %s"
                        .formatted(
                                at == null
                                        ? ""
                                        : " (line %d, column %d)"
                                                .formatted(
                                                        at.getLineNumber(), at.getColumnNumber()),
                                text < 0 ? message : message.substring(text + 9)));
    }

    boolean hasNext() throws Refused {
        try {
            return reader.hasNext();
        } catch (XMLStreamException e) {
            throw refusal(e);
        }
    }

    int line() {
        return reader.getLocation().getLineNumber();
    }

    String name() {
        return reader.getLocalName();
    }

    String namespace() {
        return reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
    }

    @Nullable String attribute(String name) {
        return reader.getAttributeValue(null, name);
    }

    /** The characters of the present event. */
    String characters() {
        return reader.getText();
    }

    /** The text within the element that has just begun, without that of elements within it. */
    String text() throws Refused {
        var text = new StringBuilder();
        while (true) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE ->
                        text.append(reader.getText());
                case XMLStreamConstants.START_ELEMENT -> skip();
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString();
                }
                default -> {}
            }
        }
    }

    /**
     * Goes on to the next element within the one that has begun, past the texts between them; false
     * at its end. An element within has to be read or skipped to its end before the next call.
     */
    boolean nextWithin() throws Refused {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                default -> {}
            }
        }
    }

    /** Goes on to the end of the element that has just begun. */
    void skip() throws Refused {
        for (int open = 1; open > 0; ) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> open++;
                case XMLStreamConstants.END_ELEMENT -> open--;
                default -> {}
            }
        }
    }

    /** For the text of an element. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** For the value of an attribute between double quotes; line breaks stay line breaks. */
    static String quoted(String value) {
        return escaped(value).replace("\"", "&quot;").replace("\t", "&#9;").replace("\n", "&#10;");
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }
}
