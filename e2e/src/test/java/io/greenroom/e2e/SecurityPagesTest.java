package io.greenroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages on security say is tested, is: by a test of that name. */
class SecurityPagesTest {
    private static final Path REPOSITORY =
            Path.of(System.getProperty("greenroom.repository")).normalize();
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT|E2E))(?:\\.(\\w+))?`");
    private static final Set<String> ELSEWHERE = Set.of("node_modules", "target", ".git");

    private final Map<String, String> tests = tests();

    @ParameterizedTest
    @ValueSource(strings = {"docs/threat-model.md", "docs/asvs.md"})
    void everyTestThatIsNamedExists(String page) throws IOException {
        var named = NAMED.matcher(Files.readString(REPOSITORY.resolve(page))).results().toList();

        assertThat(named).hasSizeGreaterThan(40);
        assertThat(named).allSatisfy(this::exists);
    }

    @Test
    void everyThreatHasATestOrIsAccepted() throws IOException {
        assertThat(rows("docs/threat-model.md", "\\| [STRIDE] \\|"))
                .hasSizeGreaterThan(60)
                .allSatisfy(
                        row ->
                                assertThat(row)
                                        .matches(
                                                line ->
                                                        NAMED.matcher(line).find()
                                                                || line.contains("Accepted")));
    }

    @Test
    void everyPointSaysHowItStands() throws IOException {
        assertThat(rows("docs/asvs.md", "\\| \\d+\\.\\d+\\.\\d+"))
                .hasSizeGreaterThan(60)
                .allSatisfy(
                        row ->
                                assertThat(row.split("\\|")[2].strip())
                                        .isIn(
                                                "Met",
                                                "Met, in part",
                                                "Identity provider",
                                                "Operator",
                                                "No",
                                                "Open"));
    }

    private void exists(MatchResult named) {
        assertThat(tests).as("a test %s", named.group(1)).containsKey(named.group(1));
        if (named.group(2) != null) {
            assertThat(tests.get(named.group(1)))
                    .as("%s.%s", named.group(1), named.group(2))
                    .contains("void " + named.group(2) + "(");
        }
    }

    private static Stream<String> lines(String page) throws IOException {
        return Files.readString(REPOSITORY.resolve(page)).lines();
    }

    private static List<String> rows(String page, String beginning) throws IOException {
        var pattern = Pattern.compile("^" + beginning);
        return lines(page).filter(line -> pattern.matcher(line).find()).toList();
    }

    /** All test classes of the repository; those of one name in several modules together. */
    private static Map<String, String> tests() {
        var tests = new HashMap<String, String>();
        try {
            Files.walkFileTree(
                    REPOSITORY,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path directory, BasicFileAttributes attributes) {
                            var name = String.valueOf(directory.getFileName());
                            return ELSEWHERE.contains(name) || name.equals(".greenroom")
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            var name = file.getFileName().toString();
                            if (name.matches("\\w+(Test|IT|E2E)\\.java")) {
                                tests.merge(
                                        name.replace(".java", ""),
                                        Files.readString(file),
                                        String::concat);
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
            return tests;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
