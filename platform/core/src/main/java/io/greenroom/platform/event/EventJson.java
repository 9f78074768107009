package io.greenroom.platform.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON. A consumer reads with records smaller than the event and ignores what it does not
 * know, so that a producer may add fields.
 */
@ApplicationScoped
public class EventJson {
    private final ObjectMapper writer;
    private final ObjectMapper reader;
    private final String source;

    @Inject
    EventJson(ObjectMapper mapper, @ConfigProperty(name = "quarkus.application.name") String name) {
        this.writer = mapper;
        this.reader = mapper.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.source = "/greenroom/" + name;
    }

    /** The event of that type, about {@code subject}, as it goes on the wire. */
    public String write(UUID id, String type, String subject, Instant time, Object data) {
        var event = writer.createObjectNode();
        event.put("specversion", "1.0");
        event.put("id", id.toString());
        event.put("source", source);
        event.put("type", type);
        event.put("subject", subject);
        event.put("time", time.toString());
        event.put("datacontenttype", "application/json");
        event.set("data", writer.valueToTree(data));
        return event.toString();
    }

    /**
     * @throws PoisonEventException when it is no CloudEvent
     */
    public Event read(String json) {
        JsonNode node;
        try {
            node = reader.readTree(json);
        } catch (JsonProcessingException e) {
            throw new PoisonEventException("The event is not JSON.");
        }
        if (node == null || !node.path("data").isObject()) {
            throw new PoisonEventException("The event has no data object.");
        }
        try {
            return new Event(
                    UUID.fromString(text(node, "id")).toString(),
                    text(node, "type"),
                    text(node, "source"),
                    text(node, "subject"),
                    Instant.parse(text(node, "time")),
                    node.path("data"));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new PoisonEventException("The event's id or time is broken.");
        }
    }

    /**
     * The event's data as a record of the consumer's own.
     *
     * @throws PoisonEventException when it does not fit
     */
    public <T> T data(Event event, Class<T> type) {
        try {
            return reader.treeToValue(event.data(), type);
        } catch (JsonProcessingException e) {
            // Jackson's message quotes the input: only where it broke is told.
            throw new PoisonEventException(
                    "The data of a "
                            + event.type()
                            + " does not fit "
                            + type.getSimpleName()
                            + ".");
        }
    }

    private static String text(JsonNode node, String name) {
        @Nullable String value = node.path(name).asText(null);
        if (value == null || value.isBlank()) {
            throw new PoisonEventException("The event has no " + name + ".");
        }
        return value;
    }
}
