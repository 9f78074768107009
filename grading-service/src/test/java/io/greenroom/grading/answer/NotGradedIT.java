package io.greenroom.grading.answer;

import static io.greenroom.grading.testsupport.Api.GRADES;
import static io.greenroom.grading.testsupport.Api.admin;
import static io.greenroom.grading.testsupport.Api.candidate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.guard.Guard;
import io.greenroom.grading.testsupport.FakeGrader;
import io.greenroom.grading.testsupport.Published;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.Tables;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(NotGradedIT.Failing.class)
@QuarkusTestResource(RealInfrastructure.class)
class NotGradedIT {
    /** A grader that always fails, and little patience. */
    public static final class Failing implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(FailingGrading.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "greenroom.grading.question-patience", "1s",
                    "greenroom.grading.pause", "100ms",
                    "greenroom.grading.sweep", "200ms");
        }
    }

    @Alternative
    @Singleton
    static class FailingGrading {
        static final FakeGrader GRADER = new FakeGrader().failing();

        @Produces
        @Alternative
        @Singleton
        GradeAnswer failing(Clock clock) {
            return new GradeAnswer(new Guard(), GRADER, clock);
        }
    }

    @Inject DataSource database;

    @Test
    void aGraderThatFailsThreeTimesLeavesNoGrade() throws Exception {
        var attempt = UUID.randomUUID();
        int before = FailingGrading.GRADER.asked().size();
        known("softmax-failing");
        Published.send(attempt, Published.submission(attempt, "softmax-failing", "casey"));

        assertThat(notGraded(attempt)).isEqualTo("grader-failed");
        assertThat(FailingGrading.GRADER.asked()).hasSize(before + 3);
    }

    @Test
    void aQuestionThatNeverArrivesLeavesNoGrade() throws Exception {
        var attempt = UUID.randomUUID();
        Published.send(attempt, Published.submission(attempt, "softmax-unheard-of", "casey"));

        assertThat(notGraded(attempt)).isEqualTo("question-unavailable");
    }

    @Test
    void whoAsksAgainTooSoonIsToldHowManySecondsToWait() throws Exception {
        var attempt = UUID.randomUUID();
        known("softmax-too-soon");
        Published.send(
                attempt,
                Published.submission(attempt, "softmax-too-soon", TestTokens.idOf("casey")));
        notGraded(attempt);
        candidate("casey").post(GRADES + attempt + "/retries").then().statusCode(202);
        failsOnceMore(attempt);

        var refused =
                candidate("casey")
                        .post(GRADES + attempt + "/retries")
                        .then()
                        .statusCode(429)
                        .body("type", endsWith("/retry-too-soon"))
                        .extract();

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(3_400, 3_600);
        // An admin who has mended the grader need not wait.
        admin().post(GRADES + attempt + "/retries").then().statusCode(202);
        failsOnceMore(attempt);
    }

    /** It is there before the answer: nobody waits long for a question here. */
    private void known(String question) {
        Published.question(question);
        await().until(
                        () ->
                                new Tables(database)
                                                .number(
                                                        "select count(*) from question_version"
                                                                + " where question_id = ?",
                                                        question)
                                        == 1);
    }

    private static void failsOnceMore(UUID attempt) {
        await().untilAsserted(
                        () ->
                                candidate("casey")
                                        .get(GRADES + attempt)
                                        .then()
                                        .body("retry.waiting", is(false)));
    }

    private static String notGraded(UUID attempt) throws Exception {
        var event =
                TestTopics.await(
                                "grading.grades",
                                1,
                                message -> message.key().equals(attempt.toString()))
                        .getFirst()
                        .value();
        assertThat(Contracts.violations("grading/answer-graded.v1.schema.json", event)).isEmpty();
        JsonNode data = Published.JSON.readTree(event).get("data");
        assertThat(data.get("state").asText()).isEqualTo("NOT_GRADED");
        assertThat(data.has("grade")).isFalse();
        return data.get("notGradedReason").get("code").asText();
    }
}
