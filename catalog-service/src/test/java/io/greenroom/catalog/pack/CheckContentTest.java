package io.greenroom.catalog.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckContentTest {
    private static final Path CONTENT = Path.of("../content");
    private static final Path PACK = Path.of("questions/coding/losses-and-gradients.yaml");

    @TempDir private Path directory = Path.of("unset");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void ourContentIsWithoutErrorsAndCoversAll() throws IOException {
        int code = check(CONTENT);

        assertThat(printed()).contains(" 0 errors").contains("coverage: 424/424");
        assertThat(code).isZero();
    }

    @Test
    void whatIsNotCoveredIsNamedByDocument() throws IOException {
        copyOnePack();
        Files.writeString(
                directory.resolve("coverage.tsv"),
                Files.readString(directory.resolve("coverage.tsv"))
                        + "009-made-up-02\t009\n009-made-up-01\t009\n");

        assertThat(check(directory)).isEqualTo(1);
        assertThat(printed())
                .contains("coverage of document 009: 0/2, missing: 009-made-up-01 009-made-up-02");
    }

    @Test
    void everyErrorIsNamedAtItsPlace() throws IOException {
        copyOnePack();
        var text = Files.readString(directory.resolve(PACK));
        Files.createDirectories(directory.resolve("questions/domain"));
        Files.writeString(directory.resolve("questions/domain/again.yaml"), text);
        Files.writeString(directory.resolve("questions/domain/broken.yaml"), "pack: {id: broken}");
        Files.writeString(
                directory.resolve("questions/coding/other.yaml"),
                text.replaceFirst("covers: \\[[^\\]]*]", "covers: [000-nothing-01]"));

        assertThat(check(directory)).isEqualTo(1);
        assertThat(printed())
                .contains(
                        "error: domain/broken.yaml",
                        "the question \"coding-",
                        "is in coding/losses-and-gradients.yaml too",
                        "is of the round coding and belongs into that folder",
                        "covers \"000-nothing-01\", which is in no document");
    }

    @Test
    void aLevelOfOursThatOnlyCountsIsAnError() throws IOException {
        copyOnePack();
        Path pack = directory.resolve(PACK);
        var descriptor = "(?m)^( +)['\"]4['\"]: .*\\R(?:\\1 +\\S.*\\R)*";
        Files.writeString(
                pack,
                Files.readString(pack)
                        .replaceFirst(descriptor, "$1'4': All of the indicators are met.\n"));

        assertThat(check(directory)).isEqualTo(1);
        assertThat(printed())
                .contains("error: coding-")
                .contains("/levels/4")
                .contains("(level-only-counts)");
    }

    @Test
    void aLoopThatNamesAnUnknownQuestionIsAnError() throws IOException {
        copyOnePack();
        Files.createDirectories(directory.resolve("loops"));
        Files.copy(
                Path.of("src/test/content/loops/frontier-research-engineer.yaml"),
                directory.resolve("loops/frontier-research-engineer.yaml"));

        assertThat(check(directory)).isEqualTo(1);
        assertThat(printed())
                .contains(
                        "error: loops/frontier-research-engineer.yaml /rounds/2/questions/0:"
                                + " There is no question \"design-vector-database\".");
    }

    @Test
    void aDirectoryWithoutContentIsNoContent() {
        assertThatThrownBy(() -> check(directory)).isInstanceOf(NoSuchFileException.class);
    }

    private void copyOnePack() throws IOException {
        Files.createDirectories(directory.resolve(PACK).getParent());
        Files.copy(CONTENT.resolve(PACK), directory.resolve(PACK));
        Files.copy(CONTENT.resolve("coverage.tsv"), directory.resolve("coverage.tsv"));
    }

    private int check(Path content) throws IOException {
        return new CheckContent(
                        content,
                        new PrintStream(printed, true, StandardCharsets.UTF_8),
                        CheckContent.SAMPLE)
                .run();
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
