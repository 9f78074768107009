package io.greenroom.platform.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of a dead-letter topic, read with patience: whatever made it a dead letter, this reads
 * it.
 *
 * @param topic where the service had read it, with partition and offset
 * @param key the event's own key
 * @param payload null when it is not text that PostgreSQL and a replay could carry
 * @param about the ids of whom and what it tells, as far as it can be read
 * @param happenedAt the event's own time, or when it died
 * @param consumer the service that could not process it; null when the record does not say
 * @param replayOf the dead letter that this is a failed replay of
 */
record DeadEvent(
        String topic,
        int partition,
        long offset,
        String fingerprint,
        @Nullable String key,
        @Nullable UUID eventId,
        @Nullable String eventType,
        Cause cause,
        Instant diedAt,
        int sizeBytes,
        @Nullable String payload,
        Set<String> about,
        Instant happenedAt,
        @Nullable String consumer,
        @Nullable UUID replayOf) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_NAME = 200;

    /** The payload is personal data. */
    @Override
    public String toString() {
        return "DeadEvent[" + topic + "/" + partition + "@" + offset + "]";
    }

    static DeadEvent of(ConsumerRecord<byte[], byte[]> record) {
        var headers = record.headers();
        byte[] value = record.value() == null ? new byte[0] : record.value();
        @Nullable String payload = record.value() == null ? null : text(value);
        JsonNode event = parsed(payload);
        @Nullable String topic = Headers.first(headers, Headers.TOPIC);
        @Nullable String key = Headers.first(headers, Headers.REPLAY_KEY);
        if (key == null && record.key() != null) {
            key = new String(record.key(), StandardCharsets.UTF_8);
        }
        @Nullable String type = event.path("type").textValue();
        @Nullable String name = type == null ? null : name(type);
        String from = topic == null ? record.topic().replaceFirst("\\.dlq$", "") : topic;
        return new DeadEvent(
                name(from),
                topic == null ? record.partition() : number(headers, Headers.PARTITION),
                topic == null ? record.offset() : offset(headers),
                fingerprint(value),
                key == null ? null : name(key),
                id(event.path("id").textValue()),
                name,
                Cause.of(
                        from,
                        name,
                        Headers.first(headers, Headers.FAILURE),
                        said(
                                Headers.first(headers, Headers.REASON),
                                Headers.first(headers, Headers.CAUSE_FAILURE),
                                Headers.first(headers, Headers.CAUSE))),
                Instant.ofEpochMilli(record.timestamp()),
                value.length,
                payload,
                about(key, event),
                time(event, record.timestamp()),
                Headers.first(headers, Headers.CONSUMER),
                id(Headers.first(headers, Headers.REPLAY_OF)));
    }

    static JsonNode parsed(@Nullable String payload) {
        if (payload == null) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable String said(
            @Nullable String reason, @Nullable String causeFailure, @Nullable String cause) {
        return causeFailure == null
                ? reason
                : reason + "; " + causeFailure.replaceFirst("^.*[.$]", "") + ": " + cause;
    }

    private static Set<String> about(@Nullable String key, JsonNode event) {
        return Stream.of(
                        key,
                        event.path("subject").textValue(),
                        event.at("/data/candidateId").textValue(),
                        event.at("/data/attemptId").textValue())
                .filter(id -> id != null && !id.isEmpty())
                .map(id -> id.replace('\0', '\uFFFD').replace('\n', ' '))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Instant time(JsonNode event, long died) {
        try {
            return Instant.parse(event.path("time").asText());
        } catch (DateTimeParseException e) {
            return Instant.ofEpochMilli(died);
        }
    }

    private static @Nullable String text(byte[] value) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            return text.indexOf('\0') < 0 ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String name(String text) {
        String storable = text.replace('\0', '\uFFFD');
        return storable.length() <= LONGEST_NAME ? storable : storable.substring(0, LONGEST_NAME);
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int number(org.apache.kafka.common.header.Headers headers, String name) {
        return Math.toIntExact(Math.clamp(number(Headers.first(headers, name)), -1, 1 << 30));
    }

    private static long offset(org.apache.kafka.common.header.Headers headers) {
        return number(Headers.first(headers, Headers.OFFSET));
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String fingerprint(byte[] value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
