package io.greenroom.grading.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.greenroom.grading.rubric.RedFlag;
import io.greenroom.platform.testing.Contracts;
import org.junit.jupiter.api.Test;

class QuestionContractTest {
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Test
    void readsAPublishedQuestion() throws Exception {
        var question = data("question-published", QuestionPublished.class).toQuestion();

        assertThat(question.id()).isEqualTo("coding-stable-softmax");
        assertThat(question.version()).isEqualTo(2);
        assertThat(question.criteria()).hasSize(3);
        assertThat(question.criteria().getFirst().levels()).hasSize(5);
        assertThat(question.redFlags().getFirst().kind()).isEqualTo(RedFlag.Kind.OMITS);
        assertThat(question.starterCode()).startsWith("def softmax");
    }

    @Test
    void readsARetiredQuestion() throws Exception {
        assertThat(data("question-retired", QuestionRetired.class).version()).isEqualTo(2);
    }

    private static <T> T data(String event, Class<T> type) throws Exception {
        var data =
                (ObjectNode)
                        JSON.readTree(Contracts.example("catalog/examples/" + event + ".v1.json"))
                                .get("data");
        data.put("addedLater", "x");
        return JSON.treeToValue(data, type);
    }
}
