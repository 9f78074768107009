package io.greenroom.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What dclint and dockerfilelint have to say; their versions are pinned in {@code lint/}. */
class LintTest {

    private static final Path LINT = Path.of("lint").toAbsolutePath();
    private static final Path TOOLS = Path.of("target/lint").toAbsolutePath();

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(TOOLS);
        Path lock = Path.of("package-lock.json");
        Path done = TOOLS.resolve("installed-lock.json");
        if (Files.exists(done) && Files.mismatch(done, LINT.resolve(lock)) == -1) {
            return;
        }
        for (Path file : List.of(lock, Path.of("package.json"), Path.of(".npmrc"))) {
            Files.copy(
                    LINT.resolve(file), TOOLS.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Run install = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        assertThat(install.status()).as(install.said()).isZero();
        Files.copy(LINT.resolve(lock), done, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void dclintHasNothingToSay() throws IOException, InterruptedException {
        Run lint =
                run(
                        "node_modules/.bin/dclint",
                        "--config",
                        LINT.resolve(".dclintrc.yaml").toString(),
                        "--max-warnings",
                        "0",
                        Deployment.COMPOSE.toAbsolutePath().normalize().toString());

        assertThat(lint.status()).as(lint.said()).isZero();
    }

    @Test
    void dockerfilelintHasNothingToSay() throws IOException, InterruptedException {
        Run lint =
                run(
                        "node_modules/.bin/dockerfilelint",
                        "--config",
                        LINT.toString(),
                        Path.of("Dockerfile").toAbsolutePath().toString());

        assertThat(lint.status()).as(lint.said()).isZero();
    }

    private record Run(int status, String said) {}

    private static Run run(String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(TOOLS, "run", ".log");
        Process process =
                new ProcessBuilder(command)
                        .directory(TOOLS.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                throw new IOException(String.join(" ", command) + " does not end");
            }
            return new Run(process.exitValue(), Files.readString(log));
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
    }
}
