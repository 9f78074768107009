package io.greenroom.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One rendered object. */
record Manifest(JsonNode json) {

    String kind() {
        return json.path("kind").asText();
    }

    String apiVersion() {
        return json.path("apiVersion").asText();
    }

    String name() {
        return json.at("/metadata/name").asText();
    }

    String id() {
        return apiVersion() + " " + kind() + " " + name();
    }

    boolean is(String kind) {
        return kind().equals(kind);
    }

    Map<String, String> labels() {
        return strings(json.at("/metadata/labels"));
    }

    /** What makes pods of ours: Deployments, StatefulSets and Jobs. */
    boolean makesPods() {
        return !json.at("/spec/template/spec/containers").isMissingNode();
    }

    JsonNode pod() {
        return json.at("/spec/template/spec");
    }

    Map<String, String> podLabels() {
        return strings(json.at("/spec/template/metadata/labels"));
    }

    Stream<JsonNode> containers() {
        return Stream.concat(
                elements(pod().path("containers")), elements(pod().path("initContainers")));
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static Map<String, String> strings(JsonNode object) {
        var strings = new TreeMap<String, String>();
        object.properties().forEach(one -> strings.put(one.getKey(), one.getValue().asText()));
        return strings;
    }

    /** Every value below a node, with its place. */
    static void walk(JsonNode node, String place, BiConsumer<String, JsonNode> visit) {
        visit.accept(place, node);
        node.properties().forEach(one -> walk(one.getValue(), place + "/" + one.getKey(), visit));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(node.get(i), place + "/" + i, visit);
            }
        }
    }

    static List<String> texts(JsonNode array) {
        return elements(array).map(JsonNode::asText).toList();
    }
}
