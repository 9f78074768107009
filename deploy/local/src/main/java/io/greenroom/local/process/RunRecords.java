package io.greenroom.local.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** The process records of one installation, one small file a part, each replaced in one step. */
public final class RunRecords {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PORTS = "ports";
    private static final String REPLICAS = "replicas";

    private final Path directory;

    public RunRecords(Path directory) {
        this.directory = directory;
    }

    /** Empty as well when the file is damaged: the part is then looked for by its marker. */
    public Optional<RunRecord> find(String part) {
        try {
            Path file = file(part);
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readString(file), RunRecord.class))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<RunRecord> findAlive(String part) {
        return find(part).filter(found -> found.identity().isAlive());
    }

    public void save(RunRecord entry) {
        write(file(entry.name()), entry);
    }

    public void remove(String part) {
        try {
            Files.deleteIfExists(file(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ports that the last start used. */
    public Optional<Map<String, Integer>> ports() {
        return numbers(PORTS);
    }

    public void savePorts(Map<String, Integer> ports) {
        write(file(PORTS), ports);
    }

    /** How many instances of each service the last start wanted. */
    public Optional<Map<String, Integer>> replicas() {
        return numbers(REPLICAS);
    }

    public void saveReplicas(Map<String, Integer> replicas) {
        write(file(REPLICAS), replicas);
    }

    private Optional<Map<String, Integer>> numbers(String name) {
        try {
            Path file = file(name);
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readString(file), new TypeReference<>() {}))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void write(Path file, Object content) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, JSON.writeValueAsString(content));
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private Path file(String name) {
        return directory.resolve(name + ".json");
    }
}
