package io.greenroom.session.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.greenroom.session.catalog.QuestionSnapshot;
import io.greenroom.session.mock.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What timers say after what was done in a room, by the times that its log has. */
class TimerTest {
    private static final String FIRST = "11111111-1111-1111-1111-111111111111";
    private static final String SECOND = "22222222-2222-2222-2222-222222222222";
    private static final Agenda AGENDA =
            new Agenda(
                    Duration.ofMinutes(45),
                    List.of(
                            new Agenda.Item(FIRST, 0, Duration.ofMinutes(20)),
                            new Agenda.Item(SECOND, 1, Duration.ofMinutes(25))));

    private static final QuestionSnapshot QUESTION =
            new QuestionSnapshot(
                    "q",
                    "softmax",
                    1,
                    "Softmax",
                    "fundamentals",
                    List.of(),
                    Map.of(),
                    2,
                    20,
                    "text",
                    null,
                    null,
                    "Why does it not overflow?",
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);

    private final RoomState state = new RoomState(AGENDA);
    private final Member iris =
            new Member(
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    Role.INTERVIEWER,
                    "Iris",
                    Instant.MAX,
                    AGENDA);
    private Instant now = Instant.parse("2026-11-23T23:50:00Z");

    @BeforeEach
    void theSessionIsLive() {
        happens(Kind.PHASE, "{\"phase\":\"LIVE\"}");
    }

    @Test
    void runsFromItsStartAndStandsBetweenPauseAndStart() throws Exception {
        act("timer.start", FIRST);
        pass(5);
        assertThat(minutes(FIRST)).isEqualTo(5);
        act("timer.pause", FIRST);
        pass(3);
        assertThat(minutes(FIRST)).isEqualTo(5);
        act("timer.start", FIRST);
        pass(2);

        assertThat(minutes(FIRST)).isEqualTo(7);
    }

    @Test
    void eachQuestionHasATimeOfItsOwnBesideTheSessions() throws Exception {
        act("timer.start", null);
        act("timer.start", FIRST);
        pass(10);
        act("timer.pause", FIRST);
        act("timer.start", SECOND);
        pass(4);

        assertThat(minutes(FIRST)).isEqualTo(10);
        assertThat(minutes(SECOND)).isEqualTo(4);
        assertThat(minutes(RoomState.SESSION_TIMER)).isEqualTo(14);
        assertThat(state.timer(FIRST).limitMillis()).isEqualTo(Duration.ofMinutes(20).toMillis());
        assertThat(state.timer(SECOND).limitMillis()).isEqualTo(Duration.ofMinutes(25).toMillis());
    }

    @Test
    void aPauseOfTheSessionStopsAllAndOnlyWhatRanGoesOn() throws Exception {
        act("timer.start", null);
        act("timer.start", FIRST);
        pass(6);
        act("timer.pause", FIRST);
        act("timer.start", SECOND);
        pass(1);
        act("pause", null);
        pass(30);
        assertThat(minutes(RoomState.SESSION_TIMER)).isEqualTo(7);
        assertThatThrownBy(() -> act("timer.start", FIRST)).isInstanceOf(Refusal.class);
        act("resume", null);
        pass(2);

        assertThat(minutes(RoomState.SESSION_TIMER)).isEqualTo(9);
        assertThat(minutes(FIRST)).isEqualTo(6);
        assertThat(minutes(SECOND)).isEqualTo(3);
    }

    @Test
    void aQuestionThatIsPutHasTheTimeInsteadOfTheOneBefore() throws Exception {
        act("timer.start", null);
        put(FIRST);
        pass(10);
        put(SECOND);
        pass(4);

        assertThat(minutes(FIRST)).isEqualTo(10);
        assertThat(minutes(SECOND)).isEqualTo(4);
        assertThat(minutes(RoomState.SESSION_TIMER)).isEqualTo(14);
    }

    @Test
    void aQuestionThatIsPutInAPauseHasTheTimeFromWhenTheSessionGoesOn() throws Exception {
        act("timer.start", null);
        put(FIRST);
        pass(10);
        act("pause", null);
        put(SECOND);
        pass(7);
        assertThat(minutes(SECOND)).isZero();
        act("resume", null);
        pass(3);

        assertThat(minutes(FIRST)).isEqualTo(10);
        assertThat(minutes(SECOND)).isEqualTo(3);
        assertThat(minutes(RoomState.SESSION_TIMER)).isEqualTo(13);
        var again = RoomState.of(AGENDA, state.seq(), Objects.requireNonNull(state.snapshot()));
        assertThat(again.timer(SECOND)).isEqualTo(state.timer(SECOND));
    }

    @Test
    void startingWhatRunsAndPausingWhatStandsChangesNothing() throws Exception {
        act("timer.start", FIRST);
        pass(1);
        long before = state.seq();
        act("timer.start", FIRST);
        act("timer.pause", SECOND);
        pass(1);

        assertThat(state.seq()).isEqualTo(before);
        assertThat(minutes(FIRST)).isEqualTo(2);
        assertThat(minutes(SECOND)).isZero();
    }

    @Test
    void anotherPlanGivesMoreTime() {
        happens(
                Kind.PLAN,
                "{\"minutes\":60,\"items\":[{\"id\":\"%s\",\"position\":0,\"minutes\":35}]}"
                        .formatted(FIRST));

        assertThat(state.timer(FIRST).limitMillis()).isEqualTo(Duration.ofMinutes(35).toMillis());
        assertThat(state.timer(RoomState.SESSION_TIMER).limitMillis())
                .isEqualTo(Duration.ofMinutes(60).toMillis());
    }

    @Test
    void whatIsPlannedRunsOutAndNothingEndsByIt() throws Exception {
        act("timer.start", FIRST);
        pass(21);
        long before = state.seq();

        assertThat(minutes(FIRST)).isEqualTo(21);
        assertThat(state.timer(FIRST).isRunning()).isTrue();
        Actions.mayEdit(state, iris);
        assertThat(state.seq()).isEqualTo(before);
    }

    @Test
    void allStandStillFromTheSessionsEnd() throws Exception {
        act("timer.start", null);
        act("timer.start", FIRST);
        pass(12);
        happens(Kind.PHASE, "{\"phase\":\"SCORING\"}");
        pass(60);

        assertThat(minutes(FIRST)).isEqualTo(12);
        assertThat(minutes(RoomState.SESSION_TIMER)).isEqualTo(12);
        assertThatThrownBy(() -> act("timer.start", FIRST)).isInstanceOf(Refusal.class);
    }

    @Test
    void aClockThatWentBackTakesNoTimeAway() throws Exception {
        act("timer.start", FIRST);
        pass(5);
        act("timer.pause", FIRST);
        act("timer.start", FIRST);
        pass(-30);
        act("timer.pause", FIRST);

        assertThat(minutes(FIRST)).isEqualTo(5);
    }

    private long minutes(String timer) {
        return Duration.ofMillis(state.timer(timer).stopped(now).elapsedMillis()).toMinutes();
    }

    private void pass(int minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
    }

    private void happens(Kind kind, String data) {
        state.apply(Entry.of(state.seq() + 1, now, kind, null, null, Json.parse(data)));
    }

    private void put(String item) throws Refusal, Frame.Bad {
        act("question.show", item);
    }

    private void act(String action, @Nullable String item) throws Refusal, Frame.Bad {
        var of = item == null ? "" : ",\"item\":\"" + item + "\"";
        var frame =
                (Frame.Do)
                        Frame.read(
                                "{\"type\":\"do\",\"op\":\"o\",\"action\":\"%s\"%s}"
                                        .formatted(action, of));
        var done = (Actions.Done.Append) Actions.decide(state, iris, frame, QUESTION, now);
        for (var draft : done.drafts()) {
            state.apply(
                    Entry.of(
                            state.seq() + 1,
                            now,
                            draft.kind(),
                            iris.participantId(),
                            "o",
                            draft.data()));
        }
    }
}
