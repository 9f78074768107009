package io.greenroom.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The directories of one installation.
 *
 * @param repository the checkout that is run
 * @param state what belongs to this installation alone: data, secrets, logs, process records
 * @param cache what can be made again and is shared by installations of one checkout: unpacked
 *     binaries, copies of the built services
 */
public record Home(Path repository, Path state, Path cache) {

    public Home {
        repository = repository.toAbsolutePath().normalize();
        state = state.toAbsolutePath().normalize();
        cache = cache.toAbsolutePath().normalize();
    }

    /** Reads {@code GREENROOM_STATE_DIR} and {@code GREENROOM_CACHE_DIR}, both optional. */
    public static Home of(Path repository, Map<String, String> environment) {
        Path base = repository.resolve(".greenroom");
        String state = environment.getOrDefault("GREENROOM_STATE_DIR", "");
        String cache = environment.getOrDefault("GREENROOM_CACHE_DIR", "");
        return new Home(
                repository,
                state.isBlank() ? base : repository.resolve(state),
                cache.isBlank() ? base.resolve("cache") : repository.resolve(cache));
    }

    public Path data(String part) {
        return state.resolve("data").resolve(part);
    }

    public Path log(String part) {
        return state.resolve("logs").resolve(part + ".log");
    }

    public Path run() {
        return state.resolve("run");
    }

    /** A Maven artifact path that the launcher's own build wrote down. */
    public Path keycloakDistribution() {
        Path file = repository.resolve("deploy/local/target/keycloak.distribution");
        try {
            return Path.of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The launcher's build left no "
                            + file
                            + ". Delete deploy/local/target and run ./greenroom again.",
                    e);
        }
    }

    /** Makes the directories that everything else expects. */
    public void create() {
        try {
            Files.createDirectories(state.resolve("data"));
            Files.createDirectories(state.resolve("logs"));
            Files.createDirectories(run());
            Files.createDirectories(cache);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the directories under " + state, e);
        }
    }
}
