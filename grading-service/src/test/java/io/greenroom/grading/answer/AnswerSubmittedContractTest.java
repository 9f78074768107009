package io.greenroom.grading.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.greenroom.platform.testing.Contracts;
import org.junit.jupiter.api.Test;

class AnswerSubmittedContractTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new JavaTimeModule());

    @Test
    void readsASubmissionAndIgnoresWhatItDoesNotKnow() throws Exception {
        var data =
                (ObjectNode)
                        JSON.readTree(
                                        Contracts.example(
                                                "session/examples/answer-submitted.v1.json"))
                                .get("data");
        data.put("addedLater", true);

        var submitted =
                JSON.copy()
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .treeToValue(data, AnswerSubmitted.class);

        assertThat(submitted.questionId()).isEqualTo("coding-stable-softmax");
        assertThat(submitted.questionVersion()).isEqualTo(2);
        assertThat(submitted.language()).isEqualTo("python");
        assertThat(submitted.toString()).doesNotContain("subtract");
    }
}
