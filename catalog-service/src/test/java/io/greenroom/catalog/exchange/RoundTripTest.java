package io.greenroom.catalog.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripTest {
    private static final int TRIES = 300;

    @Property(tries = TRIES)
    void nativeYamlLosesNothing(@ForAll("questions") List<ExchangedQuestion> questions)
            throws IOException {
        assertSame(contents(questions), throughAFile(Format.NATIVE_YAML, questions));
    }

    @Property(tries = TRIES)
    void nativeJsonLosesNothing(@ForAll("questions") List<ExchangedQuestion> questions)
            throws IOException {
        assertSame(contents(questions), throughAFile(Format.NATIVE_JSON, questions));
    }

    @Property(tries = TRIES * 5)
    void everyFormatBringsBackWhatItSaysAndNothingElse(
            @ForAll("formats") Format format,
            @ForAll("questions") List<ExchangedQuestion> questions)
            throws IOException {
        var codec = Codecs.of(format);
        var read = throughAFile(format, questions);
        assertSame(contents(questions).stream().map(codec::comesBack).toList(), read);
        for (int i = 0; i < questions.size(); i++) {
            assertThat(read.get(i).id()).isEqualTo(questions.get(i).id());
            assertThat(read.get(i).errors()).isEmpty();
            assertThat(read.get(i).remarks()).isEmpty();
            var slug = read.get(i).slug();
            assertThat(slug == null ? read.get(i).id() : slug).isEqualTo(questions.get(i).slug());
        }
    }

    /** What does not come back is in the loss report, and what is in it as lost is really lost. */
    @Property(tries = TRIES * 2)
    void theLossReportNamesWhatIsLost(
            @ForAll("formats") Format format,
            @ForAll("questions") List<ExchangedQuestion> questions) {
        var codec = Codecs.of(format);
        var lost = lost(codec);
        for (var question : questions) {
            var before = question.content();
            var after = codec.comesBack(before);
            for (var field : before.properties()) {
                if (!field.getValue().equals(after.get(field.getKey()))) {
                    assertThat(lost)
                            .as("%s loses something of %s", format, field.getKey())
                            .containsAnyOf(field.getKey(), "*");
                    if (!lost.contains(field.getKey())) {
                        assertThat(wordsOf(after.get(field.getKey())))
                                .as("only blank space and the like of %s", field.getKey())
                                .isEqualTo(wordsOf(field.getValue()));
                    }
                }
            }
        }
    }

    /** Nothing is named as lost that always comes back. */
    @Example
    void everyNamedLossIsALoss() {
        for (var format : Format.values()) {
            var codec = Codecs.of(format);
            for (var field : lost(codec)) {
                if (!field.equals("pack")) {
                    assertThat(LongStream.range(0, 500).mapToObj(AnyQuestion::new))
                            .as("%s loses something of %s", format, field)
                            .anySatisfy(any -> assertThat(loses(codec, field, any)).isTrue());
                }
            }
        }
    }

    private static boolean loses(Codec codec, String field, AnyQuestion any) {
        var content = any.content();
        var back = codec.comesBack(content);
        return field.equals("*")
                ? !content.path("prompt").equals(back.path("prompt"))
                : content.has(field) && !content.get(field).equals(back.get(field));
    }

    @Property(tries = TRIES)
    void whatCameBackComesBackAgainAsItIs(
            @ForAll("formats") Format format,
            @ForAll("questions") List<ExchangedQuestion> questions)
            throws IOException {
        var once = throughAFile(format, questions);
        assertSame(contents(once), throughAFile(format, once));
    }

    @Provide
    Arbitrary<List<ExchangedQuestion>> questions() {
        return Arbitraries.longs()
                .map(
                        seed -> {
                            var any = new AnyQuestion(seed);
                            var questions = new ArrayList<ExchangedQuestion>();
                            for (int i = 0; i < 1 + Math.floorMod(seed, 3); i++) {
                                questions.add(any.next(i));
                            }
                            return questions;
                        });
    }

    @Provide
    Arbitrary<Format> formats() {
        return Arbitraries.of(Format.values());
    }

    private static void assertSame(List<ObjectNode> expected, List<ExchangedQuestion> read) {
        var contents = contents(read);
        assertThat(contents).hasSameSizeAs(expected);
        for (int i = 0; i < contents.size(); i++) {
            assertThat(FieldChange.between(expected.get(i), contents.get(i))).isEmpty();
        }
    }

    private static Set<String> lost(Codec codec) {
        var lost = new HashSet<String>();
        for (var loss : codec.losses()) {
            if (loss.kind() == Loss.Kind.LOST) {
                lost.add(loss.field());
            }
        }
        return lost;
    }

    /** All that is not blank space, a control character or the like. */
    private static String wordsOf(JsonNode node) {
        return node.isValueNode()
                ? node.asText().replaceAll("[\\s\\p{Z}\\p{C}]+|\ufffe", "")
                : StreamSupport.stream(node.spliterator(), false)
                        .map(RoundTripTest::wordsOf)
                        .collect(Collectors.joining("/"));
    }

    static List<ObjectNode> contents(List<ExchangedQuestion> questions) {
        return questions.stream()
                .map(
                        question -> {
                            var content = question.content().deepCopy();
                            content.properties().removeIf(field -> field.getValue().isNull());
                            return content;
                        })
                .toList();
    }

    static List<ExchangedQuestion> throughAFile(Format format, List<ExchangedQuestion> questions)
            throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writing =
                Codecs.of(format).write(out, new Codec.FileHeader("a-pack", "A pack of ours"))) {
            for (var question : questions) {
                writing.add(question);
            }
        }
        return read(format, out.toByteArray());
    }

    static List<ExchangedQuestion> read(Format format, byte[] file) throws IOException {
        var read = new ArrayList<ExchangedQuestion>();
        try (var reading = Codecs.of(format).read(new ByteArrayInputStream(file))) {
            for (var next = reading.next(); next != null; next = reading.next()) {
                read.add(next);
            }
            assertThat(reading.errors()).isEmpty();
            assertThat(reading.remarks()).isEmpty();
        }
        return read;
    }
}
