package io.greenroom.session.practice;

import static org.assertj.core.api.Assertions.assertThat;

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
    void takesExactlyOneGrade() {
        save("an answer", null);
        assertThat(attempt.takeGrade(graded(60), "{}", START)).isFalse();
        submit(null);
        assertThat(attempt.takeGrade(graded(60), "{\"score\":60}", START)).isTrue();
        assertThat(attempt.takeGrade(graded(90), "{\"score\":90}", START)).isFalse();
        assertThat(attempt.state()).isEqualTo(AttemptState.GRADED);
        assertThat(attempt.score()).isEqualTo(60);
        assertThat(attempt.grade()).isEqualTo("{\"score\":60}");
    }

    @Test
    void notGradedHasAReasonAndNoScore() {
        save("an answer", null);
        submit(null);
        attempt.takeGrade(
                new AnswerGraded(
                        attempt.id(),
                        AttemptState.NOT_GRADED,
                        null,
                        new NotGradedReason("grader-failed", "It failed.")),
                null,
                START);
        assertThat(attempt.state()).isEqualTo(AttemptState.NOT_GRADED);
        assertThat(attempt.score()).isNull();
        assertThat(attempt.grade()).isNull();
        assertThat(attempt.notGradedReason())
                .isEqualTo(new NotGradedReason("grader-failed", "It failed."));
    }

    private SaveOutcome save(String text, @Nullable Long expected) {
        return attempt.save(text, "python", null, expected, START.plusSeconds(5));
    }

    private SubmitOutcome submit(@Nullable String key) {
        return attempt.submit(key, null, START.plusSeconds(9), STARTER);
    }

    private AnswerGraded graded(int score) {
        return new AnswerGraded(
                attempt.id(),
                AttemptState.GRADED,
                new AnswerGraded.Given(score, "lean-yes", 0.7),
                null);
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
