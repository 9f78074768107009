package io.greenroom.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.local.service.SuiteService;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DockerfileTest {

    private static final Path DOCKERFILE = Path.of("Dockerfile");
    private static final Pattern STAGE = Pattern.compile("(?m)^FROM (\\S+) AS (\\S+)$");

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    /** Three numbers or more, maybe a digest: nothing that moves by itself to another version. */
    static final Pattern EXACT =
            Pattern.compile("\\S+:v?\\d+\\.\\d+\\.\\d+\\S*(@sha256:[0-9a-f]{64})?");

    @Test
    void namesItsBasesExactly() throws IOException {
        Set<String> own = new HashSet<>(Set.of("scratch"));
        Matcher stages = STAGE.matcher(text());
        int bases = 0;
        while (stages.find()) {
            if (!own.contains(stages.group(1))) {
                assertThat(stages.group(1)).matches(EXACT);
                bases++;
            }
            own.add(stages.group(2));
        }

        assertThat(bases).isPositive();
    }

    @Test
    void hasATargetForEachServiceThatListensWhereTheOthersLookForIt() throws IOException {
        Map<String, String> stages = stages();

        for (SuiteService service : SuiteService.values()) {
            String port = String.valueOf(service.port().standard());
            assertThat(stages).containsKey(service.module());
            assertThat(stages.get(service.module()))
                    .startsWith("FROM service AS")
                    .contains("COPY --from=build --chown=0:0 /image/" + service.module() + "/ ")
                    .contains("QUARKUS_HTTP_PORT=" + port)
                    .contains("\nEXPOSE " + port + "\n")
                    .contains("org.opencontainers.image.title=\"greenroom/" + service.module());
        }
    }

    /** Maven reads every module that the root names, also those that it does not build. */
    @Test
    void leavesEveryModuleItsPom() throws IOException {
        List<PathMatcher> ignored =
                Files.readAllLines(Path.of("Dockerfile.dockerignore")).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(line -> FileSystems.getDefault().getPathMatcher("glob:" + line))
                        .toList();
        Set<Path> poms = new HashSet<>();
        poms(Path.of(""), poms);

        assertThat(poms).contains(Path.of("pom.xml"), Path.of("deploy/helm/pom.xml"));
        assertThat(ignored).isNotEmpty();
        for (Path pom : poms) {
            for (Path part = pom; part != null; part = part.getParent()) {
                Path asked = part;
                assertThat(ignored).as(pom.toString()).noneMatch(one -> one.matches(asked));
            }
        }
    }

    private static void poms(Path module, Set<Path> poms) throws IOException {
        Path pom = module.resolve("pom.xml");
        poms.add(pom);
        Matcher modules =
                MODULE.matcher(Files.readString(Deployment.REPOSITORY.resolve(pom.toString())));
        while (modules.find()) {
            poms(module.resolve(modules.group(1)), poms);
        }
    }

    @Test
    void runsWithoutRightsAndWithoutAShell() throws IOException {
        Map<String, String> stages = stages();

        assertThat(stages.get("service"))
                .startsWith("FROM scratch AS")
                .contains("\nUSER 10001:10001\n")
                .contains("\nHEALTHCHECK ")
                .contains(" CMD [\"/opt/java/bin/java\", ")
                .contains("\nENTRYPOINT [\"/opt/java/bin/java\", ")
                .doesNotContain("\nRUN ");
        for (String service : SuiteService.modules()) {
            assertThat(stages.get(service)).doesNotContain("\nRUN ").doesNotContain("\nUSER ");
        }
    }

    /** The health check may use what {@code build} puts in its place, and the class must exist. */
    @Test
    void probesItsHealthWithTheClassOfThisModule() throws IOException {
        assertThat(text()).contains("\"" + HealthProbe.class.getName() + "\"");
        assertThat(Files.readString(Path.of("build"))).contains("/opt/greenroom/health.jar");
    }

    private static Map<String, String> stages() throws IOException {
        Map<String, String> stages = new LinkedHashMap<>();
        for (String stage : List.of(text().split("\n(?=FROM )"))) {
            Matcher matcher = STAGE.matcher(stage);
            if (matcher.find()) {
                stages.put(matcher.group(2), stage.substring(matcher.start()) + "\n");
            }
        }
        return stages;
    }

    private static String text() throws IOException {
        return Files.readString(DOCKERFILE);
    }
}
