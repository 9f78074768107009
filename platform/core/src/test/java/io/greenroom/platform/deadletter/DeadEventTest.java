package io.greenroom.platform.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadEventTest {
    private static final byte @Nullable [] NOTHING = null;

    @Test
    void aRecordThatSaysNothingIsStillReadable() {
        var event = DeadEvent.of(record(NOTHING, NOTHING, Map.of()));

        assertThat(event.topic()).isEqualTo("a.topic");
        assertThat(event.partition()).isEqualTo(2);
        assertThat(event.offset()).isEqualTo(7);
        assertThat(event.payload()).isNull();
        assertThat(event.sizeBytes()).isZero();
        assertThat(event.cause().failure()).isEqualTo("unknown");
        assertThat(event.consumer()).isNull();
    }

    @Test
    void whatIsNoTextIsNotKept() {
        assertThat(
                        DeadEvent.of(record(NOTHING, new byte[] {(byte) 0xc3, 0x28}, Map.of()))
                                .payload())
                .isNull();
        assertThat(DeadEvent.of(record(NOTHING, bytes("a\0b"), Map.of())).payload()).isNull();
        assertThat(DeadEvent.of(record(NOTHING, bytes("täxt"), Map.of())).payload())
                .isEqualTo("täxt");
    }

    @Test
    void brokenNumbersAndIdsAreNoReasonToLoseIt() {
        var event =
                DeadEvent.of(
                        record(
                                bytes("k\0ey"),
                                bytes("{\"id\": \"no uuid\", \"type\": 7}"),
                                Map.of(
                                        Headers.TOPIC, "t",
                                        Headers.PARTITION, "many",
                                        Headers.OFFSET, "99999999999999999999",
                                        Headers.REPLAY_OF, "nothing")));

        assertThat(event.topic()).isEqualTo("t");
        assertThat(event.partition()).isEqualTo(-1);
        assertThat(event.offset()).isEqualTo(-1);
        assertThat(event.eventId()).isNull();
        assertThat(event.eventType()).isNull();
        assertThat(event.replayOf()).isNull();
        assertThat(event.key()).isEqualTo("k\uFFFDey");
    }

    @Test
    void theOutlineHoldsNoValueAndNoNameThatMightBeOne() {
        var outline =
                DeadLetterField.outline(
                        """
                        {"type": "t", "data": {"text": "secretword", "secret word of mine": 1, "many": [{"a": true}, 2]}}
                        """);

        assertThat(outline.toString()).doesNotContain("secret").contains("/data/text");
        assertThat(outline)
                .contains(
                        new DeadLetterField("/data/text", "string", 10),
                        new DeadLetterField("/data/many", "array", 2),
                        new DeadLetterField("/data/many/0/a", "boolean", null));
    }

    @Test
    void theOutlineIsBounded() {
        var wide = new StringBuilder("{\"f0\": 0");
        for (int i = 1; i < 1_000; i++) {
            wide.append(", \"f").append(i).append("\": 0");
        }

        assertThat(DeadLetterField.outline(wide.append('}').toString())).hasSize(100);
        assertThat(DeadLetterField.outline("[".repeat(900) + "]".repeat(900))).isEmpty();
        assertThat(DeadLetterField.outline("{\"a\":".repeat(900) + "1" + "}".repeat(900)))
                .hasSize(4);
        assertThat(DeadLetterField.outline("[".repeat(5_000))).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {
        var record = new ConsumerRecord<byte[], byte[]>("a.topic.dlq", 2, 7, key, value);
        headers.forEach((name, text) -> record.headers().add(name, bytes(text)));
        return record;
    }
}
