package io.greenroom.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alerts that operators get, by Prometheus' own tool, and the runbook of each. */
class AlertsTest {
    private static final Path RULES = Path.of("greenroom/files/alerts");
    private static final Path TESTS = Path.of("src/test/alerts");
    private static final Path RUNBOOKS = Path.of("../../docs/runbooks.md");
    private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");
    private static final Pattern TESTED = Pattern.compile("alertname: (\\w+)");
    private static final Pattern FIRES =
            Pattern.compile("alertname: (\\w+)\\s+exp_alerts:\\s+- exp_labels");
    private static final Pattern RUNBOOK_URL =
            Pattern.compile("(?m)^ +runbook_url: docs/runbooks\\.md#(\\w+)$");
    private static final Path DASHBOARDS = Path.of("greenroom/files/dashboards");
    private static final Path OPERATIONS = Path.of("../../docs/operations.md");
    private static final Pattern DASHBOARD = Pattern.compile("(?m)^### Dashboard (\\w+)$");
    private static final Pattern RUNBOOK = Pattern.compile("(?m)^## (\\w+)$");

    @Test
    void prometheusUnderstandsTheRules() throws IOException {
        promtool("check", files(RULES));
    }

    @Test
    void eachAlertFiresWhenItShouldAndNotBefore() throws IOException {
        promtool("test", files(TESTS));
    }

    @Test
    void eachAlertIsTestedToFire() throws IOException {
        assertThat(found(FIRES, files(TESTS))).isEqualTo(found(ALERT, files(RULES)));
        assertThat(found(TESTED, files(TESTS))).isEqualTo(found(ALERT, files(RULES)));
    }

    @Test
    void eachAlertHasItsRunbookAndEachRunbookItsAlert() throws IOException {
        var alerts = found(ALERT, files(RULES));
        assertThat(found(RUNBOOK, List.of(RUNBOOKS))).isEqualTo(alerts);
        assertThat(found(RUNBOOK_URL, files(RULES)))
                .containsExactlyElementsOf(
                        alerts.stream().map(alert -> alert.toLowerCase(Locale.ROOT)).toList());
    }

    @Test
    void eachDashboardSaysWhereOneLearnsToReadIt() throws IOException {
        var shown = new TreeSet<String>();
        try (Stream<Path> dashboards = Files.list(DASHBOARDS)) {
            for (var file : dashboards.toList()) {
                var dashboard = new ObjectMapper().readTree(file.toFile());
                var name = dashboard.path("uid").asText().replace("greenroom-", "");
                assertThat(dashboard.path("description").asText())
                        .endsWith("docs/operations.md#dashboard-" + name);
                shown.add(name);
            }
        }
        assertThat(found(DASHBOARD, List.of(OPERATIONS))).isNotEmpty().isEqualTo(shown);
    }

    private static TreeSet<String> found(Pattern what, List<Path> files) throws IOException {
        var all = new TreeSet<String>();
        for (Path file : files) {
            what.matcher(Files.readString(file)).results().forEach(hit -> all.add(hit.group(1)));
        }
        return all;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    /** Debian's package prometheus has it; where tests run by themselves it has to be there. */
    private static void promtool(String verb, List<Path> files) {
        boolean there =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
        if (System.getenv("CI") == null) {
            assumeThat(there).as("promtool is on the PATH").isTrue();
        }
        assertThat(files).isNotEmpty();
        var command = new ArrayList<>(List.of("promtool", verb, "rules"));
        files.forEach(file -> command.add(file.toString()));
        var said = Tools.run(Path.of("."), command);
        assertThat(said.status()).as(said.out() + said.errors()).isZero();
    }
}
