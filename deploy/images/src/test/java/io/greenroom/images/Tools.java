package io.greenroom.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The programs from npm that {@code tools/} pins, installed below {@code target} when needed. */
final class Tools {

    static final Path SOURCES = Path.of("tools").toAbsolutePath();

    private static final Path INSTALLED = Path.of("target/tools").toAbsolutePath();

    private Tools() {}

    /** How a program ended, and what it said. */
    record Run(int status, String said) {}

    static Run run(String... command) throws IOException, InterruptedException {
        install();
        return runInstalled(command);
    }

    private static synchronized void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        Path lock = SOURCES.resolve("package-lock.json");
        Path done = INSTALLED.resolve("installed-lock.json");
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path file : sources.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        INSTALLED.resolve(SOURCES.relativize(file)),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (Files.exists(done) && Files.mismatch(done, lock) == -1) {
            return;
        }
        Run install = runInstalled("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (install.status() != 0) {
            throw new IOException("npm cannot install the tools: " + install.said());
        }
        Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Run runInstalled(String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(INSTALLED, "run", ".log");
        Process process =
                new ProcessBuilder(List.of(command))
                        .directory(INSTALLED.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                throw new IOException(String.join(" ", command) + " does not end");
            }
            return new Run(process.exitValue(), Files.readString(log));
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
    }
}
