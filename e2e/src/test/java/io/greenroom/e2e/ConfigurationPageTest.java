package io.greenroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} is generated from the settings as the modules declare them. After a
 * change, write it anew: {@code ./greenroom test -pl e2e -Dtest=ConfigurationPageTest
 * -Dconfiguration.write}.
 */
class ConfigurationPageTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Path PAGE = REPOSITORY.resolve("docs/configuration.md");
    private static final Map<String, String> MODULES = new LinkedHashMap<>();

    static {
        MODULES.put("Every service", "platform/telemetry");
        MODULES.put("Every service with a database", "platform/core");
        MODULES.put("catalog-service", "catalog-service");
        MODULES.put("session-service", "session-service");
        MODULES.put("grading-service", "grading-service");
        MODULES.put("gateway", "gateway");
    }

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{([A-Z][A-Z_]+)(?::((?:[^{}]|\\{[^}]*})*))?}");
    private static final Pattern MAPPING =
            Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern SETTING =
            Pattern.compile(
                    "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@WithDefault\\(\\s*\"([^\"]*)\"\\s*\\)\\s*)?"
                            + "(?:public )?[\\w.<>]+ (\\w+)\\(\\);",
                    Pattern.DOTALL);

    private record Setting(String fallback, String meaning) {}

    @Test
    void thePageListsEverySettingWithItsDefault() throws IOException {
        var page = new StringBuilder(INTRODUCTION);
        for (var module : MODULES.entrySet()) {
            var settings = settings(REPOSITORY.resolve(module.getValue()).resolve("src/main"));
            if (!settings.isEmpty()) {
                page.append("\n## ")
                        .append(module.getKey())
                        .append("\n| setting | default | what |\n|---|---|---|\n");
                settings.forEach(
                        (name, setting) ->
                                page.append(
                                        "| `%s` | %s | %s |\n"
                                                .formatted(
                                                        name,
                                                        setting.fallback(),
                                                        setting.meaning())));
            }
        }
        if (Boolean.getBoolean("configuration.write")
                || "".equals(System.getProperty("configuration.write"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
    }

    private static final String INTRODUCTION =
            """
            # Settings
            All by environment. `./greenroom up` sets what the parts need to find each other; an operator of another installation sets it. Any setting of Quarkus can be
            given the same way (`QUARKUS_HTTP_PORT`, `QUARKUS_HTTP_HOST`, …). This page is generated from the sources and held equal to them by a test.
            """;

    private static Map<String, Setting> settings(Path main) throws IOException {
        var settings = new TreeMap<String, Setting>();
        for (Path file : files(main, ".properties")) {
            var comment = new StringBuilder();
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("# ---") || line.isBlank()) {
                    comment.setLength(0);
                } else if (line.startsWith("#")) {
                    comment.append(line.substring(1));
                } else {
                    var found = PLACEHOLDER.matcher(line);
                    while (found.find()) {
                        settings.putIfAbsent(
                                found.group(1),
                                new Setting(
                                        code(found.group(2)),
                                        cell(
                                                comment.toString()
                                                        + " (`"
                                                        + line.substring(0, line.indexOf('='))
                                                        + "`)")));
                    }
                    comment.setLength(0);
                }
            }
        }
        for (Path file : files(main, ".java")) {
            String source = Files.readString(file);
            var mapping = MAPPING.matcher(source);
            if (mapping.find()) {
                var setting = SETTING.matcher(source.substring(mapping.end()));
                while (setting.find()) {
                    settings.putIfAbsent(
                            environment(mapping.group(1), setting.group(3)),
                            new Setting(
                                    code(setting.group(2)),
                                    cell(
                                            setting.group(1)
                                                    .replaceAll("\\s*\\n\\s*\\*", " ")
                                                    .replaceAll("\\{@code ([^}]*)}", "`$1`"))));
                }
            }
        }
        return settings;
    }

    private static List<Path> files(Path main, String ending) throws IOException {
        try (var walk = Files.walk(main)) {
            return walk.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().contains("webui"))
                    .sorted()
                    .toList();
        }
    }

    private static String environment(String prefix, String method) {
        return (prefix + "." + method.replaceAll("([A-Z])", "-$1"))
                .replaceAll("[.-]", "_")
                .toUpperCase(Locale.ROOT);
    }

    private static String code(@Nullable String fallback) {
        return fallback == null
                ? "required or off"
                : fallback.isEmpty() ? "empty" : "`" + fallback + "`";
    }

    private static String cell(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|").strip();
    }
}
