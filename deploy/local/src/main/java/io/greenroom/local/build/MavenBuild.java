package io.greenroom.local.build;

import io.greenroom.local.home.Home;
import io.greenroom.local.process.LogTail;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StartFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds, in one call of Maven, the modules whose sources changed since they were built. */
public final class MavenBuild {

    private static final String NAME = "build";

    /** Such as {@code [INFO] Building Greenroom: gateway 0.1.0-SNAPSHOT [4/7]}. */
    private static final Pattern BUILDING =
            Pattern.compile("^\\[INFO] Building (?:Greenroom: )?(.+?) \\S+\\s+(\\[\\d+/\\d+])$");

    private final Home home;
    private final String maven;
    private final Progress progress;

    /**
     * @param maven the executable
     */
    public MavenBuild(Home home, String maven, Progress progress) {
        this.home = home;
        this.maven = maven;
        this.progress = progress;
    }

    /** Does nothing when everything is fresh. */
    public void bringUpToDate(List<String> modules) throws StartFailure {
        Staleness staleness = new Staleness(home.repository(), home.cache().resolve("builds"));
        Map<String, String> stale = new LinkedHashMap<>();
        for (String module : modules) {
            if (staleness.isStale(module)) {
                stale.put(module, staleness.digest(module));
            }
        }
        if (stale.isEmpty()) {
            return;
        }
        progress.line(NAME, "building " + String.join(", ", stale.keySet()));
        long begin = System.nanoTime();
        run(List.copyOf(stale.keySet()));
        for (Map.Entry<String, String> built : stale.entrySet()) {
            if (!Files.exists(staleness.product(built.getKey()))) {
                throw new StartFailure(
                        NAME,
                        "Maven finished, but " + built.getKey() + " has no program",
                        "Expected " + staleness.product(built.getKey()),
                        List.of(),
                        null);
            }
            staleness.remember(built.getKey(), built.getValue());
        }
        progress.line(
                NAME,
                String.format(
                        java.util.Locale.ROOT, "done (%.0f s)", (System.nanoTime() - begin) / 1e9));
    }

    private void run(List<String> modules) throws StartFailure {
        List<String> command = new ArrayList<>();
        command.add(maven);
        command.add("-B");
        // A start needs programs; tests and checks belong to ./greenroom test.
        command.add("-Dmaven.test.skip=true");
        command.add("-Dwebui.check=false");
        command.add("-Dspotless.check.skip=true");
        command.add("-Djacoco.skip=true");
        command.add("-pl");
        command.add(String.join(",", modules));
        command.add("-am");
        command.add("package");
        Path log = home.log("build");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(home.repository().toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                        .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Process process = builder.start();
            Thread ending = new Thread(process::destroy, "stop-build");
            Runtime.getRuntime().addShutdownHook(ending);
            follow(process, log);
            int result = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(ending);
            if (result != 0) {
                throw new StartFailure(
                        NAME,
                        "Maven failed",
                        "The whole log is " + log,
                        LogTail.of(log, 200).stream()
                                // Maven's own stack says nothing about what is wrong.
                                .filter(line -> !line.startsWith("    at "))
                                .filter(line -> !line.startsWith("[INFO]"))
                                .toList()
                                .reversed()
                                .stream()
                                .limit(40)
                                .toList()
                                .reversed(),
                        null);
            }
        } catch (IOException e) {
            throw new StartFailure(
                    NAME, "Maven cannot be run: " + e.getMessage(), "", List.of(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(NAME, "interrupted", "", List.of(), e);
        }
    }

    private void follow(Process process, Path log) throws IOException {
        try (BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        process.getInputStream(), StandardCharsets.UTF_8));
                Writer writer = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                writer.write(line);
                writer.write('\n');
                writer.flush();
                Matcher building = BUILDING.matcher(line);
                if (building.find()) {
                    progress.line(NAME, building.group(1) + " " + building.group(2));
                }
            }
        }
    }
}
