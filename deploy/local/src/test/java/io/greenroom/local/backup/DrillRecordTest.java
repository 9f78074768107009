package io.greenroom.local.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillRecordTest {
    private static final Fingerprint BEFORE =
            new Fingerprint(Map.of("catalog.question", "3 abc", "session.attempt", "4 def"));

    @TempDir Path directory;

    private final DrillRecord record =
            new DrillRecord(Clock.fixed(Instant.parse("2026-11-23T08:00:01Z"), ZoneOffset.UTC));

    @Test
    void keepsWhatWasDoneAndFoundUnderItsDate() throws IOException {
        record.took("backup", Duration.ofMillis(1500));
        assertThat(record.compared("the last commit", BEFORE, BEFORE)).isEmpty();
        assertThat(record.counted("old grades", 8, 8)).isTrue();
        assertThat(record.end()).isTrue();

        var file = record.write(directory.resolve("drills"));
        assertThat(file).hasFileName("drill-2026-11-23T080001Z.json");
        var kept = read(file);
        assertThat(kept.path("succeeded").asBoolean()).isTrue();
        assertThat(kept.path("begun").asText()).isEqualTo("2026-11-23T08:00:01Z");
        assertThat(kept.at("/steps/backup").asDouble()).isEqualTo(1.5);
        assertThat(kept.at("/checks/0/rows").asInt()).isEqualTo(7);
        assertThat(kept.at("/checks/0/tables").asInt()).isEqualTo(2);
        assertThat(kept.at("/checks/1/found").asInt()).isEqualTo(8);
        assertThat(kept.has("ended")).isFalse();
    }

    @Test
    void aTableThatDiffersFailsItAndIsNamed() throws IOException {
        var lost = new Fingerprint(Map.of("catalog.question", "3 abc"));
        assertThat(record.compared("the moment before", BEFORE, lost))
                .containsExactly("session.attempt: 4 def / none");
        record.compared("the last commit", BEFORE, BEFORE);
        assertThat(record.end()).isFalse();
        var kept = read(record.write(directory));
        assertThat(kept.path("succeeded").asBoolean()).isFalse();
        assertThat(kept.at("/checks/0/differences/0").asText()).contains("session.attempt");
    }

    @Test
    void aNumberThatDiffersFailsIt() {
        assertThat(record.counted("old grades", 8, 7)).isFalse();
        record.compared("the last commit", BEFORE, BEFORE);
        assertThat(record.end()).isFalse();
    }

    @Test
    void nothingComparedIsNoSuccess() {
        assertThat(record.end()).isFalse();
        var empty = new Fingerprint(Map.of("catalog.question", "0 -"));
        var other = new DrillRecord(Clock.systemUTC());
        assertThat(other.compared("the last commit", empty, empty)).isEmpty();
        assertThat(other.end()).isFalse();
    }

    @Test
    void oneThatBreaksOffIsKeptAsFailedWithTheReason() throws IOException {
        record.compared("the last commit", BEFORE, BEFORE);
        record.fail(new IOException("./greenroom restore failed"));
        var kept = read(record.write(directory));
        assertThat(kept.path("succeeded").asBoolean()).isFalse();
        assertThat(kept.path("ended").asText()).contains("./greenroom restore failed");

        var killed = new DrillRecord(Clock.systemUTC());
        killed.compared("the last commit", BEFORE, BEFORE);
        assertThat(read(killed.write(directory)).path("succeeded").asBoolean()).isFalse();
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
