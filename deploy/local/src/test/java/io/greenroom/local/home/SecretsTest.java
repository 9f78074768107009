package io.greenroom.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir private Path state = Path.of("unset");

    @Test
    void onlyTheirOwnerCanReadThem() throws IOException {
        Secrets secrets = Secrets.in(home());

        assertThat(secrets.of("a")).hasSize(48).isNotEqualTo(secrets.of("b"));
        assertThat(Files.getPosixFilePermissions(state.resolve("secrets")))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    @Test
    void aLaterStartFindsTheSame() {
        String made = Secrets.in(home()).of("a");

        assertThat(Secrets.in(home()).of("a")).isEqualTo(made);
    }

    /** Parts are made side by side on the first start; each must learn the one password. */
    @Test
    void whoeverAsksFirstMakesItForAll() throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            List<Future<String>> answers =
                    IntStream.range(0, 32)
                            .mapToObj(
                                    index ->
                                            workers.submit(
                                                    () -> {
                                                        Secrets own = Secrets.in(home());
                                                        own.of("other-" + index);
                                                        return own.of("shared");
                                                    }))
                            .toList();
            String shared = Secrets.in(home()).of("shared");
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo(shared);
            }
        }
        for (int index = 0; index < 32; index++) {
            assertThat(Files.readString(state.resolve("secrets"))).contains("other-" + index + "=");
        }
    }

    private Home home() {
        return new Home(state, state, state);
    }
}
