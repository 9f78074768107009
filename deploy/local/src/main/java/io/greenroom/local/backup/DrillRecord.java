package io.greenroom.local.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a drill did and found, to be kept: that backups can be restored is known only of a day on
 * which somebody tried.
 */
public final class DrillRecord {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'drill-'uuuu-MM-dd'T'HHmmss'Z.json'")
                    .withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Clock clock;
    private final Instant begun;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final List<Map<String, Object>> checks = new ArrayList<>();
    private String ended = "It did not come to its end.";
    private boolean whole = true;

    public DrillRecord(Clock clock) {
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** How long a step took. */
    public void took(String step, Duration time) {
        seconds.put(step, time.toMillis() / 1000.0);
    }

    /**
     * Compares what was with what came back.
     *
     * @return the tables that differ
     */
    public List<String> compared(String what, Fingerprint wanted, Fingerprint found) {
        List<String> differences = wanted.differences(found);
        add(
                Map.of(
                        "what",
                        what,
                        "rows",
                        found.rows(),
                        "tables",
                        found.tables().size(),
                        "differences",
                        differences),
                differences.isEmpty() && found.rows() > 0);
        return differences;
    }

    /**
     * Compares two numbers.
     *
     * @return whether they are the same
     */
    public boolean counted(String what, long wanted, long found) {
        add(Map.of("what", what, "wanted", wanted, "found", found), wanted == found);
        return wanted == found;
    }

    private void add(Map<String, Object> check, boolean good) {
        checks.add(check);
        whole &= good;
    }

    /**
     * All that was to be done is done.
     *
     * @return whether all of it was as it should be, which it is not when nothing was looked at
     */
    public boolean end() {
        whole &= !checks.isEmpty();
        ended = "";
        return whole;
    }

    /** It ends here, with that. */
    public void fail(Throwable with) {
        ended = with.toString();
    }

    /**
     * Writes it into a file of its own, named by the time at which it began.
     *
     * @return the file
     */
    public Path write(Path directory) throws IOException {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("succeeded", whole && ended.isEmpty());
        record.put("begun", begun.toString());
        record.put("seconds", Duration.between(begun, clock.instant()).toMillis() / 1000.0);
        record.put("steps", seconds);
        record.put("checks", checks);
        if (!ended.isEmpty()) {
            record.put("ended", ended);
        }
        Path file = Files.createDirectories(directory).resolve(NAME.format(begun));
        JSON.writeValue(file.toFile(), record);
        return file;
    }
}
