package io.greenroom.images;

import io.greenroom.local.home.Home;
import io.greenroom.local.home.Secrets;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.process.ClassCache;
import io.greenroom.local.service.ServicePart;
import io.greenroom.local.service.SuiteService;

import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The files under test, and what they are held to. */
final class Deployment {

    static final Path REPOSITORY = Path.of("../..");
    static final Path COMPOSE = REPOSITORY.resolve("deploy/compose/compose.yaml");

    private Deployment() {}

    /** The compose file's services, with what they take over by merge keys. */
    static Map<String, Map<String, Object>> services() throws IOException {
        Map<String, Map<String, Map<String, Object>>> file =
                new Yaml().load(Files.readString(COMPOSE));
        return new TreeMap<>(file.get("services"));
    }

    /** What the launcher tells a service: enough for it to run, and nothing else. */
    static Map<String, String> environmentByTheLauncher(SuiteService service, Path scratch) {
        Home home = new Home(REPOSITORY, scratch, scratch);
        return new ServicePart(
                        service,
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
