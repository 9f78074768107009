package io.greenroom.gateway.apidocs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;

/**
 * One OpenAPI document made of several. Paths do not collide, because every service has prefixes of
 * its own; components of the same name are one if they are equal, else the later gets its service's
 * name in front.
 */
final class ApiDocument {
    private static final String REFERENCE = "#/components/";

    private final ObjectNode merged;

    /**
     * @param frame the document to add to: info, servers, security, and the gateway's own paths
     */
    ApiDocument(ObjectNode frame) {
        this.merged = frame.deepCopy();
        merged.withObject("/paths");
        merged.withObject("/components");
    }

    /**
     * Adds what a service documents under /api; everything else it has is not reachable from here.
     */
    ApiDocument add(String service, JsonNode document) {
        Map<String, String> renamed = new HashMap<>();
        ObjectNode components = merged.withObject("/components");
        for (var kind : document.path("components").properties()) {
            if (kind.getKey().equals("securitySchemes")) {
                continue; // the gateway's are the ones that hold here
            }
            ObjectNode ours = components.withObject("/" + kind.getKey());
            for (var component : kind.getValue().properties()) {
                JsonNode known = ours.get(component.getKey());
                if (known != null && !known.equals(component.getValue())) {
                    renamed.put(
                            REFERENCE + kind.getKey() + "/" + component.getKey(),
                            REFERENCE
                                    + kind.getKey()
                                    + "/"
                                    + prefixed(service, component.getKey()));
                }
            }
        }
        for (var kind : document.path("components").properties()) {
            if (kind.getKey().equals("securitySchemes")) {
                continue;
            }
            ObjectNode ours = components.withObject("/" + kind.getKey());
            for (var component : kind.getValue().properties()) {
                boolean taken =
                        renamed.containsKey(REFERENCE + kind.getKey() + "/" + component.getKey());
                ours.set(
                        taken ? prefixed(service, component.getKey()) : component.getKey(),
                        redirected(component.getValue(), renamed));
            }
        }
        ObjectNode paths = merged.withObject("/paths");
        for (var path : document.path("paths").properties()) {
            if (path.getKey().startsWith("/api/")) {
                JsonNode operations = redirected(path.getValue(), renamed);
                for (var operation : operations.properties()) {
                    if (operation.getValue() instanceof ObjectNode described) {
                        described.remove("security");
                        if (!described.has("tags")) {
                            described.putArray("tags").add(service);
                        }
                    }
                }
                paths.set(path.getKey(), operations);
            }
        }
        return this;
    }

    /** Says in the document that a service's part is missing. */
    ApiDocument missing(String service) {
        JsonNode unavailable = merged.get("x-unavailable");
        ArrayNode services =
                unavailable instanceof ArrayNode known ? known : merged.putArray("x-unavailable");
        services.add(service);
        return this;
    }

    ObjectNode json() {
        return merged;
    }

    private static String prefixed(String service, String name) {
        String first = service.replaceFirst("-service$", "");
        return Character.toUpperCase(first.charAt(0)) + first.substring(1) + name;
    }

    private static JsonNode redirected(JsonNode node, Map<String, String> renamed) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (var field : object.properties()) {
                String target =
                        field.getKey().equals("$ref")
                                ? renamed.get(field.getValue().asText())
                                : null;
                copy.set(
                        field.getKey(),
                        target != null
                                ? TextNode.valueOf(target)
                                : redirected(field.getValue(), renamed));
            }
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> copy.add(redirected(item, renamed)));
            return copy;
        }
        return node;
    }
}
