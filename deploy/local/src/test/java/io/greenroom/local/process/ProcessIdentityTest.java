package io.greenroom.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdentityTest {

    @TempDir private Path directory = Path.of("unset");

    @Test
    void knowsThisProcess() {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();

        assertThat(self.isAlive()).isTrue();
        assertThat(self.isFromAnEarlierBoot()).isFalse();
    }

    @Test
    void aReusedPidIsAnotherProcess() {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        ProcessIdentity earlier = new ProcessIdentity(self.pid(), "another boot:42");

        assertThat(earlier.isAlive()).isFalse();
        assertThat(earlier.isFromAnEarlierBoot()).isTrue();
        // The real harm would be done here: it must not end the stranger, which is this very test.
        assertThat(Stopper.stop(earlier, Stopper.Signal.TERM, Duration.ofSeconds(1)))
                .isEqualTo(Stopper.Ending.WAS_GONE);
    }

    @Test
    void stopsPolitely() throws IOException {
        ProcessIdentity sleeper = sleeper("sleep 60");

        assertThat(Stopper.stop(sleeper, Stopper.Signal.TERM, Duration.ofSeconds(5)))
                .isEqualTo(Stopper.Ending.POLITE);
        assertThat(sleeper.isAlive()).isFalse();
    }

    @Test
    void stopsByForceWhatDoesNotListen() throws Exception {
        Path ready = directory.resolve("ready");
        ProcessIdentity stubborn =
                sleeper("trap '' TERM; touch " + ready + "; while :; do sleep 1; done");
        Awaitility.await().until(() -> Files.exists(ready));

        assertThat(Stopper.stop(stubborn, Stopper.Signal.TERM, Duration.ofMillis(300)))
                .isEqualTo(Stopper.Ending.FORCED);
        assertThat(stubborn.isAlive()).isFalse();
    }

    @Test
    void findsALostProcessByItsMarker() throws IOException {
        String marker = "marker-" + System.nanoTime();
        Process process = new ProcessBuilder("sh", "-c", "sleep 60; exit", marker).start();
        try {
            assertThat(RunningProcesses.withArgument(marker))
                    .map(ProcessIdentity::pid)
                    .contains(process.pid());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void theLogOfTheStartBeforeIsKept() throws Exception {
        Path log = directory.resolve("part.log");
        for (String word : List.of("first", "second")) {
            Launch launch =
                    new Launch(
                            List.of("sh", "-c", "echo $WORD"),
                            List.of(),
                            List.of(),
                            Map.of("WORD", word),
                            directory);
            Spawner.spawn(launch, log).waitFor();
        }

        assertThat(log).content().isEqualToIgnoringWhitespace("second");
        assertThat(directory.resolve("part.log.1")).content().isEqualToIgnoringWhitespace("first");
    }

    @Test
    void onlyTuningLeavesTheFingerprintAlone() {
        Launch plain = launch(List.of(), "x");

        assertThat(launch(List.of("-XX:AOTCache=a"), "x").fingerprint())
                .isEqualTo(plain.fingerprint());
        assertThat(launch(List.of(), "y").fingerprint()).isNotEqualTo(plain.fingerprint());
    }

    private ProcessIdentity sleeper(String script) throws IOException {
        Launch launch =
                new Launch(List.of("sh", "-c", script), List.of(), List.of(), Map.of(), directory);
        return ProcessIdentity.of(Spawner.spawn(launch, directory.resolve("log")).pid())
                .orElseThrow();
    }

    private Launch launch(List<String> tuning, String value) {
        return new Launch(
                List.of("java"), tuning, List.of("Main"), Map.of("SETTING", value), directory);
    }
}
