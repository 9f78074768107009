package io.greenroom.grading.testsupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.TestTopics;
import java.util.UUID;

/** Events of mock sessions, made from the examples of the contracts. */
public final class Scorecards {
    public static final String TOPIC = "session.scorecards";

    private Scorecards() {}

    /** An answer in a mock session, and who was there. */
    public record Answered(
            UUID sessionId,
            UUID itemId,
            String question,
            String candidateId,
            String interviewerId,
            String interviewerName) {

        /** The levels 3 and 2 and one not seen, of that interviewer. */
        public String card() {
            var event = example("scorecard-submitted");
            var data = (ObjectNode) event.get("data");
            data.put("sessionId", sessionId.toString())
                    .put("interviewerId", interviewerId)
                    .put("interviewerName", interviewerName)
                    .put("candidateId", candidateId)
                    .put("submittedAt", "2026-11-22T11:00:00Z");
            ((ObjectNode) data.get("items").get(0))
                    .put("itemId", itemId.toString())
                    .put("questionId", question);
            return event.toString();
        }

        /** That interviewer asks about it. */
        public String asks(String text) {
            var event = example("opinion-requested");
            ((ObjectNode) event.get("data"))
                    .put("opinionId", UUID.randomUUID().toString())
                    .put("sessionId", sessionId.toString())
                    .put("itemId", itemId.toString())
                    .put("questionId", question)
                    .put("candidateId", candidateId)
                    .put("requestedBy", interviewerId)
                    .put("text", text)
                    .put("language", "markdown")
                    .put("requestedAt", "2026-11-22T11:01:00Z");
            return event.toString();
        }

        private ObjectNode example(String name) {
            try {
                var event =
                        (ObjectNode)
                                Published.JSON.readTree(
                                        Contracts.example("session/examples/" + name + ".v1.json"));
                return event.put("id", UUID.randomUUID().toString())
                        .put("subject", sessionId.toString());
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }

        public void send(String event) {
            TestTopics.send(TOPIC, sessionId.toString(), event);
        }
    }
}
