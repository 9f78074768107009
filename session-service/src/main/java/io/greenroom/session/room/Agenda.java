package io.greenroom.session.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is planned, without what it is about: as much as a candidate may know beforehand. */
record Agenda(Duration length, List<Item> items) {
    Agenda {
        items = List.copyOf(items);
    }

    /** A question whose turn may come. */
    record Item(String id, int position, Duration length) {}

    /** As the log has it. */
    ObjectNode json() {
        var json = Json.object().put("minutes", length.toMinutes());
        var all = json.putArray("items");
        for (var item : items) {
            all.addObject()
                    .put("id", item.id())
                    .put("position", item.position())
                    .put("minutes", item.length().toMinutes());
        }
        return json;
    }

    /** As the log has it. */
    static Agenda of(JsonNode json) {
        var items = new ArrayList<Item>();
        json.path("items")
                .forEach(
                        item ->
                                items.add(
                                        new Item(
                                                item.path("id").asText(),
                                                item.path("position").asInt(),
                                                Duration.ofMinutes(
                                                        item.path("minutes").asLong()))));
        return new Agenda(Duration.ofMinutes(json.path("minutes").asLong()), items);
    }
}
