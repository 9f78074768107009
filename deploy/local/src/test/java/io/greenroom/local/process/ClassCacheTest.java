package io.greenroom.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassCacheTest {

    @TempDir private Path directory = Path.of("unset");

    @Test
    void isUsedOnlyAfterATrainingRunWasAdopted() throws IOException {
        ClassCache cache = cache("build 1");
        cache.prepare();
        assertThat(cache.options(ClassCache.Mode.USE)).isEmpty();

        train(cache);
        assertThat(cache.options(ClassCache.Mode.USE)).isEmpty();
        assertThat(cache.adopt()).isTrue();

        assertThat(cache.options(ClassCache.Mode.USE).getFirst()).startsWith("-XX:AOTCache=");
        assertThat(cache.options(ClassCache.Mode.OFF)).isEmpty();
    }

    @Test
    void aRunThatWroteNothingLeavesNoCache() throws IOException {
        ClassCache cache = cache("build 1");
        cache.prepare();

        assertThat(cache.adopt()).isFalse();
        assertThat(cache.isWhole()).isFalse();
    }

    @Test
    void anotherBuildHasNoneAndReplacesTheOld() throws IOException {
        adopted("build 1");

        assertThat(cache("build 2").isWhole()).isFalse();
        adopted("build 2");

        assertThat(cache("build 2").isWhole()).isTrue();
        assertThat(cache("build 1").isWhole()).isFalse();
    }

    @Test
    void aTruncatedFileDoesNotCount() throws IOException {
        ClassCache cache = adopted("build 1");
        Path file =
                Path.of(
                        cache.options(ClassCache.Mode.USE)
                                .getFirst()
                                .substring("-XX:AOTCache=".length()));

        Files.writeString(file, "c");

        assertThat(cache.isWhole()).isFalse();
    }

    @Test
    void whatTheJvmRefusesIsGivenUp() throws IOException {
        Path log = directory.resolve("log");
        Files.writeString(log, "[0.003s][error  ][aot] Unable to map shared spaces\nstarted\n");
        ClassCache cache = adopted("build 1");

        cache.dropIfRefused(log);

        assertThat(cache.isWhole()).isFalse();
    }

    @Test
    void anOrdinaryLogKeepsIt() throws IOException {
        Path log = directory.resolve("log");
        Files.writeString(log, "started\n");
        ClassCache cache = adopted("build 1");

        cache.dropIfRefused(log);
        cache.dropIfRefused(directory.resolve("none"));

        assertThat(cache.isWhole()).isTrue();
    }

    private ClassCache adopted(String program) throws IOException {
        ClassCache cache = cache(program);
        cache.prepare();
        train(cache);
        assertThat(cache.adopt()).isTrue();
        return cache;
    }

    private static void train(ClassCache cache) throws IOException {
        String option = cache.options(ClassCache.Mode.TRAIN).getFirst();
        Files.writeString(Path.of(option.substring("-XX:AOTCacheOutput=".length())), "classes");
    }

    private ClassCache cache(String program) {
        return new ClassCache(directory.resolve("aot"), "part", program);
    }
}
