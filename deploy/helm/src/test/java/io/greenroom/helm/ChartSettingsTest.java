package io.greenroom.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The chart against docs/configuration.md, which lists what the services understand. */
class ChartSettingsTest {
    private static final String EVERY_SERVICE = "Every service with a database";
    private static final Pattern SETTING = Pattern.compile("^\\| `([A-Z_]+)` \\|");
    private static final Set<String> SERVICES =
            Set.of("catalog-service", "grading-service", "session-service", "gateway");

    @Test
    void everySettingOfEveryServiceCanBeSet() throws IOException {
        var settings = settings();
        var values = new StringBuilder("services:\n");
        settings.forEach(
                (service, names) -> {
                    values.append("  ").append(service).append(":\n    env:\n");
                    names.forEach(name -> values.append("      ").append(name).append(": probe\n"));
                });
        var file = Tools.OUTPUT.resolve("every-setting.yaml");
        Files.writeString(file, values);
        var manifests = Chart.render(Chart.HOME, List.of("-f", file.toString()));
        settings.forEach(
                (service, names) -> {
                    var data = data(manifests, service);
                    assertThat(names).isNotEmpty();
                    assertThat(data).containsKeys(names.toArray(String[]::new));
                    assertThat(names).allMatch(name -> "probe".equals(data.get(name)));
                    // What is set plainly is not set by a Secret as well.
                    var deployment = Chart.one(manifests, "Deployment", "greenroom-" + service);
                    assertThat(
                                    deployment
                                            .containers()
                                            .flatMap(one -> Manifest.elements(one.path("env")))
                                            .map(one -> one.path("name").asText()))
                            .doesNotContainAnyElementsOf(names);
                });
    }

    @Test
    void aSettingOutOfASecretGoesBeforeThePlainOne() {
        var manifests =
                Chart.render(
                        Chart.HOME,
                        List.of(
                                "--set",
                                "services.session-service.secretEnv.GREENROOM_SMTP_HOST.name=mine",
                                "--set",
                                "services.session-service.secretEnv.GREENROOM_SMTP_HOST.key=host"));
        var deployment = Chart.one(manifests, "Deployment", "greenroom-session-service");
        assertThat(data(manifests, "session-service")).doesNotContainKey("GREENROOM_SMTP_HOST");
        assertThat(deployment.json().toString())
                .contains(
                        "{\"name\":\"GREENROOM_SMTP_HOST\",\"valueFrom\":{\"secretKeyRef\":"
                                + "{\"name\":\"mine\",\"key\":\"host\"}}}");
    }

    /** A name that nobody reads would be a setting that does nothing. */
    @Test
    void theChartSetsNothingThatAServiceDoesNotKnow() throws IOException {
        var known = settings();
        for (var set : Chart.valueSets().toList()) {
            var manifests = Chart.rendered(set);
            for (var service : SERVICES) {
                var names = new TreeSet<>(data(manifests, service).keySet());
                Chart.one(manifests, "Deployment", "greenroom-" + service)
                        .containers()
                        .flatMap(one -> Manifest.elements(one.path("env")))
                        .forEach(one -> names.add(one.path("name").asText()));
                names.removeIf(name -> !name.startsWith("GREENROOM_"));
                assertThat(known.get(service)).as(set + " " + service).containsAll(names);
            }
        }
    }

    private static Map<String, String> data(List<Manifest> manifests, String service) {
        return Manifest.strings(
                Chart.one(manifests, "ConfigMap", "greenroom-" + service).json().path("data"));
    }

    private static Map<String, Set<String>> settings() throws IOException {
        var settings = new TreeMap<String, Set<String>>();
        SERVICES.forEach(service -> settings.put(service, new TreeSet<>()));
        var page = Files.readAllLines(Tools.REPOSITORY.resolve("docs/configuration.md"));
        var section = "";
        for (var line : page) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
            }
            var setting = SETTING.matcher(line);
            if (setting.find()) {
                var name = setting.group(1);
                if (section.equals("Every service")) {
                    settings.values().forEach(names -> names.add(name));
                } else if (section.equals(EVERY_SERVICE)) {
                    settings.forEach(
                            (service, names) -> {
                                if (!service.equals("gateway")) {
                                    names.add(name);
                                }
                            });
                } else if (settings.containsKey(section)) {
                    settings.get(section).add(name);
                }
            }
        }
        return settings;
    }
}
