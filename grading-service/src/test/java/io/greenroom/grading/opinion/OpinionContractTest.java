package io.greenroom.grading.opinion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.greenroom.grading.grade.GradeKind;
import io.greenroom.grading.grade.NewGrade;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.platform.testing.Contracts;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OpinionContractTest {
    private static final String GIVEN = "grading/opinion-given.v1.schema.json";
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .setSerializationInclusion(JsonInclude.Include.NON_NULL);

    @Test
    void whatIsGivenEqualsTheExample() throws Exception {
        var example = Contracts.example("grading/examples/opinion-given.v1.json");
        var data = JSON.readTree(example).get("data");

        var written = JSON.valueToTree(JSON.treeToValue(data, OpinionGiven.class));

        assertThat(JSON.readTree(written.toString())).isEqualTo(data);
        assertThat(Contracts.violations(GIVEN, example)).isEmpty();
    }

    @Test
    void anOpinionThatCouldNotBeGivenFitsTheSchema() throws Exception {
        var asked =
                new Opinion(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "softmax",
                        1,
                        new Answer("text", AnswerLanguage.MARKDOWN),
                        "iris",
                        Instant.EPOCH,
                        0,
                        null);
        var none =
                NewGrade.of(
                        GradeKind.FIRST,
                        new GradingOutcome.NotGraded(
                                GradingOutcome.Reason.GRADER_FAILED, "It failed."));
        var event =
                (ObjectNode)
                        JSON.readTree(Contracts.example("grading/examples/opinion-given.v1.json"));
        event.set("data", JSON.valueToTree(OpinionGiven.of(asked, none, Instant.EPOCH)));

        assertThat(Contracts.violations(GIVEN, event.toString())).isEmpty();
    }

    @Test
    void readsWhatInterviewersMarkedAndIgnoresWhatItDoesNotKnow() throws Exception {
        var card = read("scorecard-submitted", ScorecardSubmitted.class);

        assertThat(card.items().getFirst().criteria())
                .extracting(ScorecardSubmitted.Level::level)
                .containsExactly(3, 2, null);
        assertThat(card.toString()).doesNotContain("iris");
    }

    @Test
    void readsWhatInterviewersAsk() throws Exception {
        var asked = read("opinion-requested", OpinionRequested.class);

        assertThat(asked.language()).isEqualTo("python");
        assertThat(asked.questionId()).isEqualTo("coding-stable-softmax");
        assertThat(asked.toString()).doesNotContain("softmax");
    }

    private static <T> T read(String name, Class<T> type) throws Exception {
        var data =
                (ObjectNode)
                        JSON.readTree(Contracts.example("session/examples/" + name + ".v1.json"))
                                .get("data");
        data.put("addedLater", true);
        return JSON.copy()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .treeToValue(data, type);
    }
}
