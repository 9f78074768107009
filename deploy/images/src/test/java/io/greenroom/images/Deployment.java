package io.greenroom.images;

import io.greenroom.local.home.Home;
import io.greenroom.local.home.Secrets;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.process.ClassCache;
import io.greenroom.local.service.Replicas;
import io.greenroom.local.service.ServicePart;
import io.greenroom.local.service.SuiteService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;

/** The files under test, and what they are held to. */
final class Deployment {

    static final Path REPOSITORY = Path.of("../..");
    static final Path COMPOSE_DIRECTORY = REPOSITORY.resolve("deploy/compose");
    static final Path COMPOSE = COMPOSE_DIRECTORY.resolve("compose.yaml");

    private Deployment() {}

    /** The compose file's services, with what they take over by merge keys. */
    static Map<String, Map<String, Object>> services() throws IOException {
        Map<String, Map<String, Map<String, Object>>> file =
                new Yaml().load(Files.readString(COMPOSE));
        return new TreeMap<>(file.get("services"));
    }

    /** One of them, which must be there. */
    static Map<String, Object> service(String name) throws IOException {
        return Objects.requireNonNull(services().get(name), name);
    }

    /** What the launcher tells a service: enough for it to run, and nothing else. */
    static Map<String, String> environmentByTheLauncher(SuiteService service, Path scratch) {
        Home home = new Home(REPOSITORY, scratch, scratch);
        return new ServicePart(
                        service,
                        1,
                        Replicas.ONE_EACH,
                        home,
                        Ports.standard(),
                        Secrets.in(home),
                        Map.of(),
                        ClassCache.Mode.OFF)
                .launch()
                .environment();
    }

    /** A version that the parent POM names. */
    static String version(String property) throws IOException {
        String pom = Files.readString(REPOSITORY.resolve("pom.xml"));
        String start = "<" + property + ">";
        int from = pom.indexOf(start);
        if (from < 0) {
            throw new IllegalStateException("The parent POM has no " + property);
        }
        return pom.substring(from + start.length(), pom.indexOf("</" + property, from));
    }
}
