package io.greenroom.grading.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.greenroom.grading.grade.Transactions;
import io.greenroom.grading.testsupport.Published;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class GradingIT {
    @Inject GradingJobs jobs;
    @Inject Transactions transactions;

    @Test
    void aSubmittedAnswerIsGradedWithEvidenceFromItself() throws Exception {
        var attempt = UUID.randomUUID();
        Published.question("softmax-a");
        var submission = Published.submission(attempt, "softmax-a", "casey");

        Published.send(attempt, submission);

        var graded = awaitGrade(attempt);
        assertThat(Contracts.violations("grading/answer-graded.v1.schema.json", graded)).isEmpty();
        var data = Published.JSON.readTree(graded).get("data");
        assertThat(data.get("state").asText()).isEqualTo("GRADED");
        assertThat(data.get("candidateId").asText()).isEqualTo("casey");
        var text = Published.JSON.readTree(submission).get("data").get("text").asText();
        var quotes = data.get("grade").get("criteria").findValues("evidence");
        assertThat(quotes).anySatisfy(evidence -> assertThat(evidence).isNotEmpty());
        for (JsonNode evidence : quotes) {
            for (JsonNode quote : evidence) {
                assertThat(text.substring(quote.get("start").asInt(), quote.get("end").asInt()))
                        .isEqualTo(quote.get("quote").asText());
            }
        }
    }

    @Test
    void anAnswerThatIsSentTwiceGetsOneGrade() {
        var attempt = UUID.randomUUID();
        Published.question("softmax-b");
        // Once the same event again, once the same answer under another event id.
        var event = Published.submission(attempt, "softmax-b", "casey");

        Published.send(attempt, event);
        Published.send(attempt, event);
        Published.send(attempt, Published.submission(attempt, "softmax-b", "casey"));

        awaitGrade(attempt);
        assertThat(
                        TestTopics.within(
                                Duration.ofSeconds(3),
                                "grading.grades",
                                message -> message.key().equals(attempt.toString())))
                .hasSize(1);
    }

    @Test
    void anAnswerWaitsForItsQuestion() throws Exception {
        var attempt = UUID.randomUUID();
        Published.send(attempt, Published.submission(attempt, "softmax-late", "casey"));
        assertThat(
                        TestTopics.within(
                                Duration.ofMillis(1_500),
                                "grading.grades",
                                message -> message.key().equals(attempt.toString())))
                .isEmpty();

        Published.question("softmax-late");

        assertThat(Published.JSON.readTree(awaitGrade(attempt)).get("data").get("state").asText())
                .isEqualTo("GRADED");
    }

    /** As a worker does that is killed between its claim and its grade. */
    @Test
    void anAnswerWhoseWorkerDiedIsGradedOnceByAnother() throws Exception {
        var attempt = UUID.randomUUID();
        Published.question("softmax-dead");
        transactions.run(
                () ->
                        jobs.add(
                                new AnswerSubmitted(
                                        attempt,
                                        "casey",
                                        "softmax-dead",
                                        2,
                                        "I subtract the row maximum before exp.",
                                        "python",
                                        Instant.now()),
                                null));
        var lease = UUID.randomUUID();
        // Whichever claim is first: ours must be, or the workers have graded it already.
        var ours = transactions.run(() -> jobs.claim(lease, Duration.ofSeconds(2)));

        awaitGrade(attempt);

        if (ours.isPresent() && ours.get().attemptId().equals(attempt)) {
            var lateGrade = transactions.run(() -> jobs.finish(attempt, lease));
            assertThat(lateGrade).isFalse();
        }
        assertThat(
                        TestTopics.within(
                                Duration.ofSeconds(2),
                                "grading.grades",
                                message -> message.key().equals(attempt.toString())))
                .hasSize(1);
    }

    @Test
    void aLostLeaseStoresNothing() throws Exception {
        var attempt = UUID.randomUUID();

        assertThat(transactions.run(() -> jobs.finish(attempt, UUID.randomUUID()))).isFalse();
        assertThat(
                        transactions.run(
                                () ->
                                        jobs.renew(
                                                attempt, UUID.randomUUID(), Duration.ofSeconds(1))))
                .isFalse();
    }

    @Test
    void anAnswerInAnUnknownLanguageGoesToTheDeadLetters() {
        var attempt = UUID.randomUUID();

        Published.send(
                attempt,
                Published.submission(attempt, "softmax-a", "casey")
                        .replace("\"python\"", "\"cobol\""));

        TestTopics.await(
                "practice.submissions.dlq", 1, message -> message.key().equals(attempt.toString()));
    }

    private static String awaitGrade(UUID attempt) {
        return TestTopics.await(
                        "grading.grades", 1, message -> message.key().equals(attempt.toString()))
                .getFirst()
                .value();
    }
}
