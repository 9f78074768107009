package io.greenroom.catalog.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/exchange.md to the codecs: its table of losses and its examples are what they say and
 * write. With {@code -Dexchange.write=true} it writes them.
 */
class ExchangePageTest {
    private static final Path PAGE = Path.of("../docs/exchange.md");
    private static final Path EXAMPLE = Path.of("src/test/resources/exchange/example.yaml");

    @Test
    void thePageSaysWhatTheCodecsDo() throws IOException {
        var page = Files.readString(PAGE);
        var expected = between(page, "<!-- losses -->", "<!-- /losses -->", losses());
        expected = example(expected, "native-yaml", "yaml", Files.readString(EXAMPLE));
        var question =
                RoundTripTest.read(Format.NATIVE_YAML, Files.readAllBytes(EXAMPLE)).getFirst();
        expected = example(expected, "markdown", "markdown", written(Format.MARKDOWN, question));
        var brief = brief(question);
        expected = example(expected, "moodle-xml", "xml", written(Format.MOODLE_XML, brief));
        expected = example(expected, "gift", "text", written(Format.GIFT, brief));
        expected = example(expected, "qti3", "xml", Qti3Codec.item(brief));
        if (Boolean.getBoolean("exchange.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    @Test
    void theCsvOfThePageIsRead() throws IOException {
        var csv = Pattern.compile("(?s)```csv\\n(.*?)```").matcher(Files.readString(PAGE));
        assertThat(csv.find()).isTrue();
        var question =
                RoundTripTest.read(Format.CSV, csv.group(1).getBytes(StandardCharsets.UTF_8))
                        .getFirst();
        assertThat(question.errors()).isEmpty();
        assertThat(question.content().path("topics")).hasSize(2);
        assertThat(question.content().path("hints")).hasSize(2);
    }

    /** Enough to show a layout, and no more than a draft needs. */
    private static ExchangedQuestion brief(ExchangedQuestion question) {
        ObjectNode content =
                question.content()
                        .deepCopy()
                        .retain(
                                "title", "round", "topics", "level", "minutes", "prompt", "probe",
                                "hints");
        return ExchangedQuestion.of(String.valueOf(question.id()), question.slug(), null, content);
    }

    private static String losses() {
        var table = new StringBuilder("| format | field | | |\n|---|---|---|---|\n");
        for (var format : Format.values()) {
            var losses = Codecs.of(format).losses();
            if (losses.isEmpty()) {
                table.append("| `%s` | | none | |\n".formatted(format.wire()));
            }
            for (var loss : losses) {
                table.append(
                        "| `%s` | %s | %s | %s |\n"
                                .formatted(
                                        format.wire(),
                                        loss.field().equals("*")
                                                ? "every text"
                                                : "`" + loss.field() + "`",
                                        loss.kind().wire(),
                                        loss.detail()));
            }
        }
        return table.toString();
    }

    private static String written(Format format, ExchangedQuestion question) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writing = Codecs.of(format).write(out, Codec.FileHeader.NONE)) {
            writing.add(question);
        }
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private static String example(String page, String name, String language, String text) {
        return between(
                page,
                "<!-- example: " + name + " -->",
                "<!-- /example -->",
                "````%s\n%s\n````\n".formatted(language, text.strip()));
    }

    private static String between(String page, String begin, String end, String text) {
        var marked = Pattern.compile("(?s)" + Pattern.quote(begin) + "\\n.*?" + Pattern.quote(end));
        assertThat(List.of(page)).allMatch(p -> marked.matcher(p).find());
        return marked.matcher(page)
                .replaceFirst(Matcher.quoteReplacement(begin + "\n" + text + end));
    }
}
