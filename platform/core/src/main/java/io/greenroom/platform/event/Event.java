package io.greenroom.platform.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What happened, as CloudEvents 1.0 says it in structured JSON.
 *
 * @param id unique; the same event is never sent under two ids
 * @param type e.g. {@code grading.answer-graded.v1}
 * @param source the service, e.g. {@code /greenroom/grading-service}
 * @param subject the aggregate's id, which is the Kafka key too
 * @param time when it happened
 * @param data as the schema of the type under {@code contracts/} has it
 */
public record Event(
        String id, String type, String source, String subject, Instant time, JsonNode data) {}
