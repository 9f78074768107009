package io.greenroom.e2e;

import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What a candidate does, through the API. */
final class Practising {
    static final String ATTEMPTS = "/api/practice/attempts";
    static final String QUESTION = "coding-scaled-dot-product-attention";

    /** A fair answer: right in the main, with gaps. */
    static final String ANSWER =
            """
            import numpy as np

            def attention(q, k, v, mask=None):
                # scale the dot products by the square root of the key dimension
                d_k = q.shape[-1]
                scores = np.einsum("...qd,...kd->...qk", q, k) / np.sqrt(d_k)
                if mask is not None:
                    # masked positions get a large negative score before the softmax
                    scores = np.where(mask, scores, -1e9)
                # subtract the row maximum before exponentiating, so that nothing overflows
                scores = scores - scores.max(axis=-1, keepdims=True)
                weights = np.exp(scores)
                weights = weights / weights.sum(axis=-1, keepdims=True)
                return weights @ v

            # Time is O(n^2 d) and memory O(n^2) for n positions, because of the score matrix.
            """;

    private static final Set<String> ENDED = Set.of("GRADED", "IN_REVIEW", "NOT_GRADED");

    private final Suite suite;
    private final String candidate;

    Practising(Suite suite, String candidate) {
        this.suite = suite;
        this.candidate = candidate;
    }

    String start() {
        return suite.as(candidate)
                .body(Map.of("questionId", QUESTION))
                .post(ATTEMPTS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    void write(String attempt, String text) {
        suite.as(candidate)
                .body(Map.of("text", text, "language", "python"))
                .put(ATTEMPTS + "/" + attempt + "/answer")
                .then()
                .statusCode(200);
    }

    void submit(String attempt) {
        suite.as(candidate).post(ATTEMPTS + "/" + attempt + "/submission").then().statusCode(202);
    }

    JsonPath read(String attempt) {
        return suite.as(candidate)
                .get(ATTEMPTS + "/" + attempt)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Waits until grading has had its say. */
    JsonPath ended(String attempt) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> read(attempt), read -> ENDED.contains(read.getString("state")));
    }
}
