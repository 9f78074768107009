package io.greenroom.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private final JsonLines lines = new JsonLines("session-service", "pod-1:8082");

    @Test
    void aLineIsOneObjectThatSaysWhoAndOfWhichTrace() {
        var record =
                new ExtLogRecord(Level.WARN, "said \"so\"\nand so", JsonLinesTest.class.getName());
        record.setLoggerName("io.greenroom.session");
        record.putMdc("traceId", "0af7651916cd43dd8448eb211c80319c");
        record.putMdc("spanId", "b7ad6b7169203331");
        record.setThrown(new IllegalStateException("broken"));

        String text = lines.format(record);

        assertThat(text).endsWith("\n");
        assertThat(text.strip()).doesNotContain("\n");
        JsonObject line = read(text);
        assertThat(line.getString("level")).isEqualTo("WARN");
        assertThat(line.getString("message")).isEqualTo("said \"so\"\nand so");
        assertThat(line.getString("logger")).isEqualTo("io.greenroom.session");
        assertThat(line.getString("service")).isEqualTo("session-service");
        assertThat(line.getString("instance")).isEqualTo("pod-1:8082");
        assertThat(line.getString("traceId")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(line.getString("spanId")).isEqualTo("b7ad6b7169203331");
        assertThat(line.getString("exception")).contains("IllegalStateException: broken");
    }

    @Test
    void aLineOutsideOfAnyTraceHasNoIds() {
        JsonObject line = read(lines.format(new ExtLogRecord(Level.INFO, "started", "x")));

        assertThat(line).doesNotContainKeys("traceId", "spanId");
    }

    private static JsonObject read(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
