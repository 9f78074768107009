package io.greenroom.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.local.home.Home;
import io.greenroom.local.ports.Port;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.process.Launch;
import io.greenroom.local.process.RunRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order and honesty of starts and stops, with shell scripts as parts. */
class StackTest {

    private static final String SERVES = "touch $READY; exec sleep 60";

    @TempDir private Path directory = Path.of("unset");

    private Home home = new Home(directory, directory, directory);
    private Ports ports = Ports.standard();

    @BeforeEach
    void prepare() throws IOException {
        home = new Home(directory, directory.resolve("state"), directory.resolve("cache"));
        home.create();
        ports = Ports.free();
    }

    @AfterEach
    void leaveNothingBehind() {
        stack(part("a", Port.CATALOG, SERVES), part("b", Port.SESSION, SERVES)).stop();
    }

    @Test
    void startsAPartOnlyWhenWhatItNeedsIsReady() throws StartFailure {
        Script first = part("a", Port.CATALOG, "sleep 0.4; " + SERVES);
        Script second = part("b", Port.SESSION, "test -e $STATE/a.ready && " + SERVES, "a");

        Stack stack = stack(first, second);
        stack.start();

        assertThat(stack.health().values()).containsOnly(Health.UP);
    }

    @Test
    void leavesAloneWhatRunsWithTheSameConfiguration() throws StartFailure {
        Script part = part("a", Port.CATALOG, SERVES);
        stack(part).start();
        long pid = pid(part);

        stack(part).start();

        assertThat(pid(part)).isEqualTo(pid);
    }

    @Test
    void restartsWhatHasAnotherConfigurationNow() throws StartFailure {
        stack(part("a", Port.CATALOG, SERVES)).start();
        long pid = pid(part("a", Port.CATALOG, SERVES));

        stack(part("a", Port.CATALOG, "true; " + SERVES)).start();

        assertThat(pid(part("a", Port.CATALOG, SERVES))).isNotEqualTo(pid);
    }

    @Test
    void startsAgainWhatWasKilled() throws StartFailure {
        Script part = part("a", Port.CATALOG, SERVES);
        stack(part).start();
        long pid = pid(part);
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().join();

        stack(part).start();

        assertThat(pid(part)).isNotEqualTo(pid);
    }

    @Test
    void aFailureNamesThePartAndItsLogAndStopsOnlyWhatThisStartBegan() throws StartFailure {
        Script before = part("a", Port.CATALOG, SERVES);
        stack(before).start();
        Script sound = part("b", Port.SESSION, SERVES);
        Script broken = part("c", Port.GRADING, "echo out of luck; exit 3", "b");

        StartFailure failure =
                catchThrowableOfType(
                        StartFailure.class, () -> stack(before, sound, broken).start());

        assertThat(failure.part()).isEqualTo("c");
        assertThat(failure).hasMessageContaining("ended during its start");
        assertThat(failure.logTail()).contains("out of luck");
        assertThat(stack(before).health()).containsValue(Health.UP);
        assertThat(stack(sound).health()).containsValue(Health.DOWN);
    }

    @Test
    void aTakenPortIsNamedWithTheWayToChangeIt() throws IOException {
        try (ServerSocket stranger =
                new ServerSocket(ports.of(Port.CATALOG), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            StartFailure failure =
                    catchThrowableOfType(
                            StartFailure.class,
                            () -> stack(part("a", Port.CATALOG, SERVES)).checkPorts());

            assertThat(failure)
                    .hasMessageContaining(String.valueOf(stranger.getLocalPort()))
                    .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
            assertThat(failure.remedy())
                    .contains("--port-catalog")
                    .contains("GREENROOM_CATALOG_PORT");
        }
    }

    @Test
    void whatNeverGetsReadyIsAFailureAfterItsPatience() {
        Script part = part("a", Port.CATALOG, "exec sleep 60");
        part.patience = Duration.ofMillis(500);

        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> stack(part).start());

        assertThat(failure).hasMessageContaining("did not become ready");
        assertThat(stack(part).health()).containsValue(Health.DOWN);
    }

    @Test
    void workAfterTheFirstReadinessIsDoneOnce() throws StartFailure {
        Script part = part("a", Port.CATALOG, SERVES);

        stack(part).start();
        stack(part).start();

        assertThat(part.completed).isEqualTo(1);
    }

    @Test
    void statusSaysExactlyWhatScriptsRelyOn() throws Exception {
        Script part = part("a", Port.CATALOG, SERVES);
        Stack stack = stack(part);
        stack.start();

        JsonNode status =
                new ObjectMapper()
                        .readTree(new ObjectMapper().writeValueAsString(StackStatus.of(stack)));

        assertThat(names(status)).containsExactly("gateway", "issuer", "services", "ready");
        assertThat(status.path("gateway").asText())
                .isEqualTo("http://localhost:" + ports.of(Port.GATEWAY));
        assertThat(status.path("issuer").asText())
                .isEqualTo("http://localhost:" + ports.of(Port.KEYCLOAK) + "/realms/greenroom");
        assertThat(status.path("ready").asBoolean()).isTrue();
        JsonNode service = status.path("services").path(0);
        assertThat(names(service)).containsExactly("name", "pid", "health", "port");
        assertThat(service.path("pid").asLong()).isEqualTo(pid(part));
        assertThat(service.path("health").asText()).isEqualTo("up");
    }

    private static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    private long pid(Script part) {
        return stack(part).running(part).map(RunRecord::pid).orElseThrow();
    }

    private Stack stack(Part... parts) {
        return new Stack(home, ports, List.of(parts), Progress.silent());
    }

    private Script part(String name, Port port, String script, String... needs) {
        return new Script(home.state(), name, port, script, Set.of(needs));
    }

    /** A part that is a shell script and is ready when it has made a certain file. */
    private static final class Script implements Part {

        private final Path state;
        private final String name;
        private final Port port;
        private final String script;
        private final Set<String> needs;
        private Duration patience = Duration.ofSeconds(20);
        private int completed;

        Script(Path state, String name, Port port, String script, Set<String> needs) {
            this.state = state;
            this.name = name;
            this.port = port;
            this.script = script;
            this.needs = needs;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Port port() {
            return port;
        }

        @Override
        public Set<String> needs() {
            return needs;
        }

        @Override
        public String marker() {
            return "marker-" + state + "-" + name;
        }

        @Override
        public void prepare(Progress progress) {}

        @Override
        public Launch launch() {
            return new Launch(
                    List.of("sh", "-c", "rm -f $READY; " + script),
                    List.of(),
                    List.of(),
                    Map.of("READY", ready().toString(), "STATE", state.toString()),
                    state);
        }

        @Override
        public boolean answers() {
            return Files.exists(ready());
        }

        @Override
        public void complete(Progress progress) {
            completed++;
        }

        @Override
        public Duration patience() {
            return patience;
        }

        private Path ready() {
            return state.resolve(name + ".ready");
        }
    }
}
