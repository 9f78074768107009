package io.greenroom.session.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.greenroom.session.catalog.QuestionSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final String STARTER = "def softmax(x):\n    ...\n";

    private final Attempt attempt =
            Attempt.start(UUID.randomUUID(), "casey", aCodeQuestion(), null, START);

    @Test
    void startsWithTheStarterCode() {
        assertThat(attempt.state()).isEqualTo(AttemptState.DRAFT);
        assertThat(attempt.text()).isEqualTo(STARTER);
        assertThat(attempt.language()).isEqualTo("python");
        assertThat(attempt.revision()).isEqualTo(1);
    }

    @Test
    void everySaveIsANewRevision() {
        assertThat(save("a", null)).isEqualTo(new SaveOutcome.Saved());
        assertThat(save("b", 2L)).isEqualTo(new SaveOutcome.Saved());
        assertThat(attempt.revision()).isEqualTo(3);
        assertThat(attempt.text()).isEqualTo("b");
    }

    @Test
    void aStaleSaveChangesNothing() {
        save("mine", null);
        assertThat(save("theirs", 1L)).isEqualTo(new SaveOutcome.Stale(2));
        assertThat(attempt.text()).isEqualTo("mine");
        assertThat(attempt.revision()).isEqualTo(2);
    }

    @Test
    void activeTimeNeverShrinksAndNeverPassesTheClock() {
        attempt.save("a", "python", 50L, null, START.plusSeconds(60));
        assertThat(attempt.activeSeconds()).isEqualTo(50);
        attempt.save("a", "python", 10L, null, START.plusSeconds(61));
        assertThat(attempt.activeSeconds()).isEqualTo(50);
        attempt.save("a", "python", 9_999L, null, START.plusSeconds(70));
        assertThat(attempt.activeSeconds()).isEqualTo(70);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n\t ", STARTER, STARTER + "\n\n"})
    void refusesToHandInNothing(String text) {
        save(text, null);
        assertThat(submit(null)).isEqualTo(new SubmitOutcome.Blank());
        assertThat(attempt.state()).isEqualTo(AttemptState.DRAFT);
    }

    @Test
    void isHandedInOnceAndThenFrozen() {
        save("an answer", null);
        assertThat(submit("key-1")).isEqualTo(new SubmitOutcome.Submitted());
        assertThat(attempt.submittedAt()).isNotNull();
        assertThat(submit("key-1")).isEqualTo(new SubmitOutcome.Repeated());
        assertThat(submit("key-2")).isEqualTo(new SubmitOutcome.AlreadySubmitted());
        assertThat(submit(null)).isEqualTo(new SubmitOutcome.AlreadySubmitted());
        assertThat(save("afterwards", null))
                .isEqualTo(new SaveOutcome.NotADraft(AttemptState.SUBMITTED));
        assertThat(attempt.text()).isEqualTo("an answer");
    }

    @Test
    void handsInOnlyWhatTheCandidateHasSeen() {
        save("an answer", null);
        assertThat(attempt.submit(null, 1L, START, STARTER)).isEqualTo(new SubmitOutcome.Stale(2));
        assertThat(attempt.state()).isEqualTo(AttemptState.DRAFT);
    }

    @Test
    void aDraftTakesNoGrade() {
        save("an answer", null);

        assertThat(attempt.settle(graded(60, AttemptState.GRADED, false), START)).isFalse();

        assertThat(attempt.state()).isEqualTo(AttemptState.DRAFT);
        assertThat(attempt.score()).isNull();
    }

    @Test
    void followsTheGradeThatCounts() {
        save("an answer", null);
        submit(null);

        attempt.settle(graded(60, AttemptState.IN_REVIEW, false), START);
        assertThat(attempt.state()).isEqualTo(AttemptState.IN_REVIEW);
        assertThat(attempt.score()).isEqualTo(60);

        attempt.settle(graded(90, AttemptState.GRADED, false), START);
        assertThat(attempt.state()).isEqualTo(AttemptState.GRADED);
        assertThat(attempt.score()).isEqualTo(90);
        assertThat(attempt.grade()).isEqualTo("{\"score\":90}");

        attempt.settle(graded(90, AttemptState.GRADED, true), START);
        assertThat(attempt.state()).isEqualTo(AttemptState.APPEALED);
        assertThat(attempt.score()).isEqualTo(90);
    }

    @Test
    void notGradedHasAReasonAndNoScore() {
        save("an answer", null);
        submit(null);

        attempt.settle(notGraded(), START);

        assertThat(attempt.state()).isEqualTo(AttemptState.NOT_GRADED);
        assertThat(attempt.score()).isNull();
        assertThat(attempt.grade()).isNull();
        assertThat(attempt.notGradedReason())
                .isEqualTo(new NotGradedReason("grader-failed", "It failed."));

        attempt.settle(graded(70, AttemptState.GRADED, false), START);
        assertThat(attempt.notGradedReason()).isNull();
        assertThat(attempt.score()).isEqualTo(70);
    }

    private SaveOutcome save(String text, @Nullable Long expected) {
        return attempt.save(text, "python", null, expected, START.plusSeconds(5));
    }

    private SubmitOutcome submit(@Nullable String key) {
        return attempt.submit(key, null, START.plusSeconds(9), STARTER);
    }

    private static GradeHistory.Standing graded(int score, AttemptState state, boolean appealed) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("grade").put("score", score);
        return new GradeHistory.Standing(
                new GradeGiven.Summary(state, new GradeGiven.Grade(score, "lean-yes", 0.7), null),
                body,
                appealed);
    }

    private static GradeHistory.Standing notGraded() {
        return new GradeHistory.Standing(
                new GradeGiven.Summary(
                        AttemptState.NOT_GRADED,
                        null,
                        new NotGradedReason("grader-failed", "It failed.")),
                JsonNodeFactory.instance.objectNode(),
                false);
    }

    private static QuestionSnapshot aCodeQuestion() {
        return new QuestionSnapshot(
                "coding-stable-softmax",
                "stable-softmax",
                2,
                "Stable softmax",
                "coding",
                List.of("attention"),
                Map.of("min", "L4", "max", "L5"),
                2,
                10,
                "code",
                "python",
                STARTER,
                "Write a softmax.",
                List.of("A hint"),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
