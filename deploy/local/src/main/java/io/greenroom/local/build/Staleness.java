package io.greenroom.local.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether a built module still fits its sources. A build that we know is judged by the content of
 * the sources, so touching a file or switching branches there and back costs nothing; a build that
 * someone else made is judged by age.
 */
final class Staleness {

    private final Path repository;
    private final Path notes;

    /**
     * @param notes directory in which the digests of known builds are kept
     */
    Staleness(Path repository, Path notes) {
        this.repository = repository;
        this.notes = notes;
    }

    boolean isStale(String module) {
        Path product = product(module);
        if (!Files.exists(product)) {
            return true;
        }
        ModuleSources sources = new ModuleSources(repository, module);
        List<String> note = note(module);
        if (note.size() == 2 && note.getFirst().equals(age(product))) {
            return !note.get(1).equals(sources.digest());
        }
        if (sources.newestMillis() > millis(product)) {
            return true;
        }
        remember(module, sources.digest());
        return false;
    }

    /** The digest to hand to {@link #remember}, taken before the build reads the sources. */
    String digest(String module) {
        return new ModuleSources(repository, module).digest();
    }

    void remember(String module, String digest) {
        try {
            Files.createDirectories(notes);
            Files.writeString(notes.resolve(module), age(product(module)) + "\n" + digest + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot note the build of " + module, e);
        }
    }

    Path product(String module) {
        return repository.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private List<String> note(String module) {
        Path file = notes.resolve(module);
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String age(Path product) {
        return String.valueOf(millis(product));
    }

    private static long millis(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
