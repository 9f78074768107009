package io.greenroom.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JVM's ahead-of-time cache of one program: made in a training run, it about halves the start.
 * It is only a speed-up, and must never be the reason that something does not start: it is bound to
 * the program and the JDK by its name, used only when it is whole, and dropped when a start with it
 * fails.
 */
public final class ClassCache {

    /** What a launch does with the cache. */
    public enum Mode {
        /** Use it when there is one. */
        USE,
        /** Write one at the end of the process. */
        TRAIN,
        OFF
    }

    private final Path directory;
    private final String part;
    private final Path file;

    /**
     * @param program names the program's exact build
     */
    public ClassCache(Path directory, String part, String program) {
        this.directory = directory;
        this.part = part;
        this.file =
                directory.resolve(
                        part
                                + "-"
                                + digest(
                                        program
                                                + "\n"
                                                + System.getProperty("java.vm.version")
                                                + "\n"
                                                + System.getProperty("java.home"))
                                + ".aot");
    }

    /** Options for the JVM. */
    public List<String> options(Mode mode) {
        return switch (mode) {
            case USE -> isWhole() ? List.of("-XX:AOTCache=" + file, "-Xlog:aot*=error") : List.of();
            case TRAIN -> List.of("-XX:AOTCacheOutput=" + fresh());
            case OFF -> List.of();
        };
    }

    public boolean isWhole() {
        try {
            return Files.exists(file)
                    && Files.exists(size())
                    && Files.readString(size()).strip().equals(String.valueOf(Files.size(file)));
        } catch (IOException e) {
            return false;
        }
    }

    public void prepare() throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(fresh());
    }

    /**
     * Puts what a training run wrote in place, and removes the caches of earlier builds.
     *
     * @return false when the run wrote nothing
     */
    public boolean adopt() throws IOException {
        if (!Files.exists(fresh())) {
            return false;
        }
        // The size last: without it the file does not count.
        Files.deleteIfExists(size());
        Files.move(fresh(), file, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(size(), String.valueOf(Files.size(file)));
        try (Stream<Path> all = Files.list(directory)) {
            for (Path other : all.toList()) {
                String name = other.getFileName().toString();
                if (name.startsWith(part + "-") && !other.equals(file) && !other.equals(size())) {
                    Files.deleteIfExists(other);
                }
            }
        }
        return true;
    }

    /**
     * Gives the cache up when the JVM has said that it could not use it; the next training makes a
     * new one.
     */
    public void dropIfRefused(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            if (lines.limit(10)
                    .anyMatch(line -> line.contains("[error") && line.contains("[aot"))) {
                drop();
            }
        } catch (IOException | UncheckedIOException e) {
            // An unreadable log says nothing about the cache.
            return;
        }
    }

    /**
     * Gives the cache up.
     *
     * @return whether there was one
     */
    public boolean drop() {
        try {
            Files.deleteIfExists(size());
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }

    private Path size() {
        return file.resolveSibling(file.getFileName() + ".size");
    }

    private Path fresh() {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private static String digest(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
