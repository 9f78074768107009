package io.greenroom.platform.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferenceTest {

    @TempDir private Path scratch = Path.of("");

    /** In a process of its own, because it is the process that would crash. */
    @Test
    void aProcessEndsInOrderWhileItsModelsAreInUse() throws IOException, InterruptedException {
        Path said = scratch.resolve("said");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:ErrorFile=" + scratch.resolve("crash.log"),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                EndsInTheMidst.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        assertThat(said).content().contains("No model ran on").doesNotContain("OrtException");
    }

    /** Leaves as an application does, with two models at work. */
    static final class EndsInTheMidst {

        private EndsInTheMidst() {}

        public static void main(String[] arguments) throws InterruptedException {
            // Loading is what crashes most often, because it takes longest.
            CountDownLatch loadedAgain = new CountDownLatch(2);
            CountDownLatch atWork = new CountDownLatch(2);
            // Keeps the end open, as the rest of an application does.
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> waitFor(loadedAgain), "end-of-application"));
            load();
            for (int i = 0; i < 2; i++) {
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    atWork.countDown();
                                    while (true) {
                                        load();
                                        loadedAgain.countDown();
                                    }
                                });
            }
            atWork.await();
            if (Inference.end(Duration.ofSeconds(10))) {
                System.exit(0);
            }
            Runtime.getRuntime().halt(1);
        }

        private static void load() {
            TextModel.load("all-minilm-l6-v2-q", TextModel.Pooling.MEAN).encode("Keys and values");
        }

        private static void waitFor(CountDownLatch event) {
            try {
                boolean happened = event.await(1, TimeUnit.SECONDS);
                System.out.println(happened ? "Models ran on" : "No model ran on");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
