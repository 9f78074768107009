package io.greenroom.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What dclint and dockerfilelint have to say. */
class LintTest {

    @Test
    void dclintHasNothingToSay() throws IOException, InterruptedException {
        Tools.Run lint =
                Tools.run(
                        "node_modules/.bin/dclint",
                        "--config",
                        Tools.SOURCES.resolve(".dclintrc.yaml").toString(),
                        "--max-warnings",
                        "0",
                        Deployment.COMPOSE.toAbsolutePath().normalize().toString());

        assertThat(lint.status()).as(lint.said()).isZero();
    }

    @Test
    void dockerfilelintHasNothingToSay() throws IOException, InterruptedException {
        Tools.Run lint =
                Tools.run(
                        "node_modules/.bin/dockerfilelint",
                        "--config",
                        Tools.SOURCES.toString(),
                        Path.of("Dockerfile").toAbsolutePath().toString());

        assertThat(lint.status()).as(lint.said()).isZero();
    }
}
