package io.greenroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./greenroom content check}, as somebody types it who writes a pack. */
class ContentCommandE2E {
    private static final Path PACK =
            Path.of("recruiter-screen").resolve("loop-recruiter-screen.yaml");

    private record Ended(int code, String said) {}

    @Test
    void saysWhatIsWrongAndWhere(@TempDir Path content) throws Exception {
        Path pack = content.resolve("questions").resolve(PACK);
        Files.createDirectories(pack.getParent());
        Files.copy(Suite.REPOSITORY.resolve("content/questions").resolve(PACK), pack);
        Files.writeString(content.resolve("coverage.tsv"), "id\tdocument\n");
        Files.writeString(
                content.resolve("questions/notes.yaml"), "pack:\n  id: notes\nquestions: none\n");

        var ended = check(content);

        assertThat(ended.code()).as(ended.said()).isEqualTo(1);
        assertThat(ended.said())
                .containsPattern("error: notes\\.yaml\\b.*")
                .contains("1 questions, ")
                .contains("error: companies without a profile: ai-product-startup")
                .contains("coverage: 0/0");
    }

    @Test
    void saysThatThereIsNoContent(@TempDir Path empty) throws Exception {
        var ended = check(empty);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said()).contains("Cannot be read: " + empty.resolve("questions"));
    }

    private static Ended check(Path content) throws IOException, InterruptedException {
        Files.createDirectories(Suite.OUTPUT);
        Path output = Files.createTempFile(Suite.OUTPUT, "content", ".out");
        var command =
                new ProcessBuilder(
                                Suite.REPOSITORY.resolve("greenroom").toString(),
                                "content",
                                "check",
                                "--no-build",
                                content.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        // What surefire sets for its own JVM is none of the command's business.
        command.environment().remove("JAVA_TOOL_OPTIONS");
        var process = command.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), Files.readString(output));
    }
}
