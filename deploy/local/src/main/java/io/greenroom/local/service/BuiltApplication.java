package io.greenroom.local.service;

import io.greenroom.local.home.Archive;
import io.greenroom.local.home.Home;
import io.greenroom.local.process.RunningProcesses;
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
import org.jspecify.annotations.Nullable;

/**
 * A service as Maven built it. It runs from a copy: Maven may then build again while the service
 * runs, which would otherwise pull the jars away from under it.
 */
public final class BuiltApplication {

    private static final String RUNNER = "quarkus-run.jar";

    private final Home home;
    private final String module;

    /** Taken once, so that a build meanwhile cannot change what this object speaks of. */
    private @Nullable String digest;

    public BuiltApplication(Home home, String module) {
        this.home = home;
        this.module = module;
    }

    public boolean exists() {
        return Files.exists(built().resolve(RUNNER));
    }

    /** The runner as Maven left it, for commands that run and end. */
    public Path builtRunner() {
        return built().resolve(RUNNER);
    }

    /** The runner in the copy for the present build, whether or not that is made yet. */
    public Path runner() {
        return copy().resolve(RUNNER);
    }

    /** Makes the copy; those of earlier builds that nobody runs any more are removed. */
    public void copyOnce() throws IOException {
        // The instances of a service start at once, and share it.
        synchronized (BuiltApplication.class) {
            copyUnlessThere();
        }
    }

    private void copyUnlessThere() throws IOException {
        Path target = copy();
        if (Files.isDirectory(target)) {
            return;
        }
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Archive.delete(fresh);
        for (Path file : files()) {
            Path to = fresh.resolve(built().relativize(file).toString());
            Files.createDirectories(to.getParent());
            // With its times: a cache of loaded classes is only valid for jars of the same age.
            Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        removeOthers(target);
    }

    private void removeOthers(Path present) throws IOException {
        try (Stream<Path> all = Files.list(present.getParent())) {
            for (Path other : all.toList()) {
                boolean ours = other.getFileName().toString().startsWith(module + "-");
                // Another installation of this checkout may still run it, and opens its jars late.
                if (ours
                        && !other.equals(present)
                        && !RunningProcesses.areMentioning(other.toString())) {
                    Archive.delete(other);
                }
            }
        }
    }

    private Path built() {
        return home.repository().resolve(module).resolve("target/quarkus-app");
    }

    private Path copy() {
        return home.cache().resolve("apps").resolve(module + "-" + build());
    }

    /** Tells one build from another. */
    public synchronized String build() {
        String known = digest;
        if (known == null) {
            known = takeDigest();
            digest = known;
        }
        return known;
    }

    private List<Path> files() {
        if (!exists()) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(built())) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + built(), e);
        }
    }

    /** Of names, sizes and times: reading a hundred megabytes would cost more than it tells. */
    private String takeDigest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files()) {
                String line =
                        built().relativize(file)
                                + " "
                                + Files.size(file)
                                + " "
                                + Files.getLastModifiedTime(file).toMillis()
                                + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + built(), e);
        }
    }
}
