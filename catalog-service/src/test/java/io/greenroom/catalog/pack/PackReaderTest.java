package io.greenroom.catalog.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.greenroom.platform.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackReaderTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path CONTENT = Path.of("../content/questions");

    private final PackReader reader = new PackReader();

    @ParameterizedTest
    @MethodSource("ownPacks")
    void everyPackOfOurContentFits(Path pack) throws IOException {
        var read = reader.read(Files.readString(pack));
        assertThat(read).isInstanceOf(PackReader.Read.Fits.class);
        var questions = ((PackReader.Read.Fits) read).pack().questions();
        assertThat(questions).isNotEmpty();
    }

    @Test
    void ourContentCoversTheFortyQuestionsAndNoIdComesTwice() {
        var ids = new HashSet<String>();
        var covered = new HashSet<String>();
        ownPacks()
                .forEach(
                        file -> {
                            try {
                                var fits =
                                        (PackReader.Read.Fits) reader.read(Files.readString(file));
                                for (var question : fits.pack().questions()) {
                                    assertThat(ids.add(question.id())).as(question.id()).isTrue();
                                    covered.addAll(question.content().covers());
                                }
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        for (int i = 1; i <= 15; i++) {
            assertThat(covered)
                    .contains("000-design-%02d".formatted(i), "000-behavioral-%02d".formatted(i));
        }
        for (int i = 1; i <= 10; i++) {
            assertThat(covered).contains("000-coding-%02d".formatted(i));
        }
    }

    static Stream<Path> ownPacks() {
        try {
            return Files.walk(CONTENT)
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void readsJsonAsWellAsYaml() throws IOException {
        assertThat(reader.read(aPack().toString())).isInstanceOf(PackReader.Read.Fits.class);
    }

    @Test
    void theSlugIsTheIdWhenThereIsNone() throws IOException {
        var pack = aPack();
        question(pack).remove("slug");
        var fits = (PackReader.Read.Fits) reader.read(pack.toString());
        assertThat(fits.pack().questions().getFirst().slug()).isEqualTo("coding-stable-softmax");
    }

    @Test
    void namesWeightsThatDoNotSumTo100() throws IOException {
        assertThat(errorsOf(pack -> criterion(pack, 0).put("weight", 45)))
                .containsExactly(
                        new Problem.FieldError(
                                "/questions/0/rubric/criteria",
                                "The weights sum to 95, not to 100."));
    }

    @Test
    void namesIdsThatComeTwice() throws IOException {
        assertThat(
                        errorsOf(
                                pack ->
                                        criterion(pack, 1)
                                                .put("id", criterion(pack, 0).get("id").asText())))
                .extracting(Problem.FieldError::pointer)
                .containsExactly("/questions/0/rubric/criteria/1/id");
        assertThat(
                        errorsOf(
                                pack ->
                                        ((ArrayNode) pack.get("questions"))
                                                .add(question(pack).deepCopy())))
                .extracting(Problem.FieldError::pointer)
                .contains("/questions/2/id");
    }

    @Test
    void namesAnUnknownRound() throws IOException {
        assertThat(errorsOf(pack -> question(pack).put("round", "trivia")))
                .extracting(Problem.FieldError::pointer)
                .containsExactly("/questions/0/round");
    }

    @Test
    void namesAMissingLevelAnUnknownFieldAndAWrongType() throws IOException {
        assertThat(
                        errorsOf(
                                pack -> {
                                    ((ObjectNode) criterion(pack, 0).get("levels")).remove("3");
                                    question(pack).put("colour", "green");
                                    question(pack).put("minutes", "ten");
                                }))
                .extracting(Problem.FieldError::pointer)
                .contains(
                        "/questions/0/rubric/criteria/0/levels",
                        "/questions/0",
                        "/questions/0/minutes");
    }

    @Test
    void namesALevelRangeThatIsUpsideDown() throws IOException {
        assertThat(
                        errorsOf(
                                pack ->
                                        ((ObjectNode) question(pack).get("level"))
                                                .put("min", "L6")
                                                .put("max", "L4")))
                .extracting(Problem.FieldError::pointer)
                .containsExactly("/questions/0/level");
    }

    @Test
    void aCodeQuestionNamesItsLanguage() throws IOException {
        assertThat(errorsOf(pack -> question(pack).remove("codeLanguage")))
                .extracting(Problem.FieldError::pointer)
                .containsExactly("/questions/0/codeLanguage");
    }

    @Test
    void saysWhereYamlIsBroken() {
        var broken = (PackReader.Read.Broken) reader.read("pack: {id: x\nquestions: [");
        assertThat(broken.errors())
                .singleElement()
                .extracting(Problem.FieldError::detail)
                .asString()
                .contains("line");
    }

    @Test
    void refusesWhatIsNoPack() {
        for (String text : List.of("", "42", "[]", "just words", "null")) {
            assertThat(reader.read(text)).as(text).isInstanceOf(PackReader.Read.Broken.class);
        }
    }

    @Test
    void refusesAYamlBomb() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append(
                    "a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n"
                            .formatted(i, i, i - 1, i - 1, i - 1, i - 1));
        }
        assertThat(reader.read(bomb.toString())).isInstanceOf(PackReader.Read.Broken.class);
    }

    private List<Problem.FieldError> errorsOf(Consumer<ObjectNode> damage) throws IOException {
        var pack = aPack();
        damage.accept(pack);
        var read = reader.read(pack.toString());
        assertThat(read).isInstanceOf(PackReader.Read.Broken.class);
        return ((PackReader.Read.Broken) read).errors();
    }

    private static ObjectNode aPack() throws IOException {
        return (ObjectNode)
                YAML.readTree(Path.of("src/test/content/questions/coding.yaml").toFile());
    }

    private static ObjectNode question(ObjectNode pack) {
        return (ObjectNode) pack.at("/questions/0");
    }

    private static ObjectNode criterion(ObjectNode pack, int index) {
        return (ObjectNode) pack.at("/questions/0/rubric/criteria/" + index);
    }
}
