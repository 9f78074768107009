package io.greenroom.grading.testsupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.TestTopics;
import java.util.List;
import java.util.UUID;

/** Events of the other services, made from the examples of the contracts. */
public final class Published {
    public static final ObjectMapper JSON = new ObjectMapper();

    private Published() {}

    /** Sends the example question under an id of its own. */
    public static void question(String questionId) {
        var event = example("catalog/examples/question-published.v1.json");
        event.put("id", UUID.randomUUID().toString()).put("subject", questionId);
        ((ObjectNode) event.get("data")).put("questionId", questionId);
        TestTopics.send("catalog.questions", questionId, event.toString());
    }

    /** The example answer as the event of that attempt. */
    public static String submission(UUID attemptId, String questionId, String candidateId) {
        return submission(attemptId, questionId, candidateId, null);
    }

    /** The event of an answer with that text. */
    public static String submission(
            UUID attemptId,
            String questionId,
            String candidateId,
            @org.jspecify.annotations.Nullable String text) {
        var event = example("session/examples/answer-submitted.v1.json");
        event.put("id", UUID.randomUUID().toString()).put("subject", attemptId.toString());
        var data = (ObjectNode) event.get("data");
        data.put("attemptId", attemptId.toString())
                .put("questionId", questionId)
                .put("candidateId", candidateId);
        if (text != null) {
            data.put("text", text).put("language", "markdown");
        }
        return event.toString();
    }

    /** The event of that person's deletion, a day after the example answers were handed in. */
    public static String deletion(String personId, String name, List<UUID> attempts) {
        var event = example("identity/examples/person-deleted.v1.json");
        event.put("id", UUID.randomUUID().toString()).put("subject", personId);
        var data = (ObjectNode) event.get("data");
        data.put("personId", personId).put("name", name);
        var ids = data.putArray("attemptIds");
        attempts.forEach(id -> ids.add(id.toString()));
        return event.toString();
    }

    public static void send(UUID attemptId, String event) {
        TestTopics.send("practice.submissions", attemptId.toString(), event);
    }

    private static ObjectNode example(String name) {
        try {
            return (ObjectNode) JSON.readTree(Contracts.example(name));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
