package io.greenroom.local.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StalenessTest {

    private static final Instant BUILT = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir private Path repository = Path.of("unset");

    private Staleness staleness = new Staleness(Path.of("unset"), Path.of("unset"));

    @BeforeEach
    void aModuleBuiltAfterItsSourcesWereWritten() throws IOException {
        staleness = new Staleness(repository, repository.resolve("notes"));
        write("pom.xml", "parent", BUILT.minusSeconds(60));
        write("gateway/pom.xml", "module", BUILT.minusSeconds(60));
        write("gateway/src/main/java/A.java", "class A {}", BUILT.minusSeconds(60));
        write("platform/core/src/main/java/P.java", "class P {}", BUILT.minusSeconds(60));
        write("gateway/target/quarkus-app/quarkus-run.jar", "jar", BUILT);
    }

    @Test
    void whatWasNeverBuiltIsStale() {
        assertThat(staleness.isStale("catalog-service")).isTrue();
    }

    @Test
    void aBuildYoungerThanItsSourcesIsFresh() {
        assertThat(staleness.isStale("gateway")).isFalse();
    }

    @Test
    void anEditedSourceMakesItStale() throws IOException {
        write("gateway/src/main/java/A.java", "class A { }", BUILT.plusSeconds(60));

        assertThat(staleness.isStale("gateway")).isTrue();
    }

    @Test
    void anEditedSharedModuleMakesItStale() throws IOException {
        write("platform/core/src/main/java/P.java", "class P { }", BUILT.plusSeconds(60));

        assertThat(staleness.isStale("gateway")).isTrue();
    }

    @Test
    void touchingAKnownSourceCostsNothing() throws IOException {
        assertThat(staleness.isStale("gateway")).isFalse();
        write("gateway/src/main/java/A.java", "class A {}", BUILT.plusSeconds(60));

        assertThat(staleness.isStale("gateway")).isFalse();
    }

    @Test
    void anEditThatKeepsItsAgeIsSeen() throws IOException {
        assertThat(staleness.isStale("gateway")).isFalse();
        write("gateway/src/main/java/A.java", "class B {}", BUILT.minusSeconds(60));

        assertThat(staleness.isStale("gateway")).isTrue();
    }

    @Test
    void aDeletedSourceIsSeen() throws IOException {
        assertThat(staleness.isStale("gateway")).isFalse();
        Files.delete(repository.resolve("gateway/src/main/java/A.java"));

        assertThat(staleness.isStale("gateway")).isTrue();
    }

    @Test
    void testsAndWhatBuildsMakeAreNoSources() throws IOException {
        write("gateway/src/test/java/ATest.java", "class ATest {}", BUILT.plusSeconds(60));
        write("gateway/src/main/webui/node_modules/x/index.js", "", BUILT.plusSeconds(60));
        write("gateway/README.md", "words", BUILT.plusSeconds(60));

        assertThat(staleness.isStale("gateway")).isFalse();
    }

    private void write(String name, String text, Instant when) throws IOException {
        Path file = repository.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(when));
    }
}
