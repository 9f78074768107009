package io.greenroom.session.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client may send. */
sealed interface Frame {
    Pattern CLIENT = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    Pattern OP = Pattern.compile("[A-Za-z0-9_:.-]{1,64}");
    Set<String> WHISPERS = Set.of("cursor", "typing", "follow", "view", "signal");

    /** The most changes in one push; more are sent in several. */
    int UPDATES = 500;

    /** Asks for the room, from an entry on or whole. */
    record Hello(String client, @Nullable Long since) implements Frame {}

    /** Changes of a document that follow each other from a version. */
    record Push(String doc, int version, List<ChangeSet> changes, boolean moving)
            implements Frame {}

    /** An action; doing it twice under one name is doing it once. */
    record Do(String op, String action, JsonNode fields) implements Frame {}

    /** Something for now, not kept. */
    record Whisper(String kind, @Nullable String to, JsonNode data) implements Frame {}

    /** A sign of life. */
    record Ping(@Nullable JsonNode token) implements Frame {}

    /** What is no frame. The message says why, without quoting it. */
    final class Bad extends Exception {
        private static final long serialVersionUID = 1L;

        Bad(String message) {
            super(message, null, false, false);
        }
    }

    /** Reads a text frame. */
    static Frame read(String text) throws Bad {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Bad("The frame is not JSON.");
        }
        if (json == null || !json.isObject()) {
            throw new Bad("A frame is an object.");
        }
        return switch (json.path("type").asText()) {
            case "push" -> push(json);
            case "do" -> action(json);
            case "whisper" -> whisper(json);
            case "hello" -> hello(json);
            case "ping" -> new Ping(json.get("t"));
            default -> throw new Bad("There is no such type of frame.");
        };
    }

    private static Hello hello(JsonNode json) throws Bad {
        if (json.path("v").asInt() != 1) {
            throw new Bad("v must be 1.");
        }
        var client = text(json, "client");
        if (!CLIENT.matcher(client).matches()) {
            throw new Bad("client must be 8 to 64 letters, digits, - or _.");
        }
        var since = json.path("since");
        if (since.isMissingNode() || since.isNull()) {
            return new Hello(client, null);
        }
        if (!since.isIntegralNumber() || !since.canConvertToLong() || since.longValue() < 0) {
            throw new Bad("since must be a whole number from 0, or null.");
        }
        return new Hello(client, since.longValue());
    }

    private static Push push(JsonNode json) throws Bad {
        var version = json.path("version");
        if (!version.isInt() || version.intValue() < 0) {
            throw new Bad("version must be a whole number from 0.");
        }
        var updates = json.path("updates");
        if (!updates.isArray() || updates.isEmpty() || updates.size() > UPDATES) {
            throw new Bad("updates must be an array of 1 to " + UPDATES + ".");
        }
        var changes = new ArrayList<ChangeSet>(updates.size());
        for (var update : updates) {
            try {
                changes.add(ChangeSet.of(update.path("changes")));
            } catch (ChangeSet.Malformed e) {
                throw new Bad(String.valueOf(e.getMessage()));
            }
        }
        return new Push(
                text(json, "doc"),
                version.intValue(),
                changes,
                json.path("rebase").asBoolean(false));
    }

    private static Do action(JsonNode json) throws Bad {
        var op = text(json, "op");
        if (!OP.matcher(op).matches()) {
            throw new Bad("op must be 1 to 64 letters, digits or any of _:.-");
        }
        return new Do(op, text(json, "action"), json);
    }

    private static Whisper whisper(JsonNode json) throws Bad {
        var kind = text(json, "kind");
        if (!WHISPERS.contains(kind)) {
            throw new Bad("There is no such kind of whisper.");
        }
        var to = json.path("to");
        if (kind.equals("signal") && !to.isTextual()) {
            throw new Bad("A signal needs to: a connection's id.");
        }
        return new Whisper(kind, to.isTextual() ? to.textValue() : null, json.path("data"));
    }

    private static String text(JsonNode json, String name) throws Bad {
        var value = json.path(name);
        if (!value.isTextual() || value.textValue().length() > 100) {
            throw new Bad(name + " must be a text of at most 100 characters.");
        }
        return value.textValue();
    }
}
