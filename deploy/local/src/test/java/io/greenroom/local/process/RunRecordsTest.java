package io.greenroom.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordsTest {

    @TempDir private Path directory = Path.of("unset");

    @Test
    void findsOnlyWhatLives() {
        RunRecords records = new RunRecords(directory);
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        records.save(new RunRecord("alive", self.pid(), self.start(), "f", true));
        records.save(new RunRecord("reused", self.pid(), "earlier", "f", true));

        assertThat(records.findAlive("alive")).isPresent();
        assertThat(records.findAlive("reused")).isEmpty();
        assertThat(records.findAlive("never")).isEmpty();
    }

    @Test
    void aDamagedRecordIsNoRecord() throws IOException {
        Files.writeString(directory.resolve("kafka.json"), "{\"name\": \"kaf");

        assertThat(new RunRecords(directory).find("kafka")).isEmpty();
    }

    @Test
    void keepsThePortsOfTheLastStart() {
        RunRecords records = new RunRecords(directory);

        assertThat(records.ports()).isEmpty();
        records.savePorts(Map.of("gateway", 9000));
        assertThat(records.ports()).contains(Map.of("gateway", 9000));
    }
}
