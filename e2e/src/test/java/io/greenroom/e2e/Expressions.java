package io.greenroom.e2e;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the dashboards and alerts ask Prometheus. */
final class Expressions {
    private static final Path FILES = Path.of("../deploy/helm/greenroom/files");

    /** A line, or a block that is indented further. */
    private static final Pattern EXPRESSION =
            Pattern.compile(" expr: (\\|\\n(?: {10,}.*\\n)+|.*\\n)");

    private static final Pattern NO_METRIC =
            Pattern.compile(
                    "\\{[^}]*}|\\[[^]]*]|\"[^\"]*\""
                            + "|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)"
                            + "|\\b(and|or|unless|bool|offset)\\b");
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][\\w:]*+(?!\\s*\\()");

    /** Told by Prometheus itself and by Kubernetes. */
    private static final Set<String> OF_OTHERS =
            Set.of(
                    "up",
                    "kubelet_volume_stats_available_bytes",
                    "kubelet_volume_stats_capacity_bytes");

    private Expressions() {}

    /** The metrics that our services have to tell for them. */
    static Set<String> metrics() throws IOException {
        var metrics = new TreeSet<String>();
        for (String expression : all()) {
            METRIC.matcher(NO_METRIC.matcher(expression).replaceAll(" "))
                    .results()
                    .map(found -> found.group())
                    // What a rule records has a colon.
                    .filter(name -> !name.contains(":") && !OF_OTHERS.contains(name))
                    .forEach(metrics::add);
        }
        return metrics;
    }

    private static List<String> all() throws IOException {
        var all = new ArrayList<String>();
        for (Path alerts : files("alerts")) {
            EXPRESSION
                    .matcher(Files.readString(alerts))
                    .results()
                    .forEach(found -> all.add(found.group(1)));
        }
        for (Path dashboard : files("dashboards")) {
            all.addAll(JsonPath.from(dashboard.toFile()).getList("panels.targets.flatten().expr"));
        }
        return all;
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FILES.resolve(folder))) {
            return files.sorted().toList();
        }
    }
}
