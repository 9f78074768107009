package io.greenroom.session.mock;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The data of the events on {@code session.lifecycle}. Nobody is named in it: it says how many met,
 * not who.
 */
record SessionLifecycle(
        UUID sessionId,
        SessionState state,
        Instant at,
        Instant startsAt,
        int minutes,
        int sequence,
        boolean peer,
        boolean candidate,
        int interviewers,
        int observers,
        List<Item> agenda) {
    static final String TOPIC = "session.lifecycle";

    /**
     * @param shown whether it was put before the candidate
     */
    record Item(String questionId, int questionVersion, boolean shown) {}

    static SessionLifecycle of(Participation session, Instant at) {
        return new SessionLifecycle(
                session.sessionId(),
                session.state(),
                at,
                session.startsAt(),
                session.minutes(),
                session.sequence(),
                session.peer(),
                session.candidate().isPresent(),
                number(session, Role.INTERVIEWER),
                number(session, Role.OBSERVER),
                session.items().stream()
                        .map(
                                item ->
                                        new Item(
                                                item.questionId(),
                                                item.questionVersion(),
                                                item.shownAt() != null))
                        .toList());
    }

    /** The type of its event; empty when it changes nothing that is told. */
    static Optional<String> type(SessionChanged.What what) {
        return switch (what) {
            // A plan that has changed takes the place of the one before; its sequence is higher.
            case SCHEDULED, PLANNED_ANEW -> Optional.of("session.session-scheduled.v1");
            case OPENED -> Optional.of("session.session-opened.v1");
            case ENDED -> Optional.of("session.session-ended.v1");
            case RELEASED -> Optional.of("session.session-released.v1");
            case CANCELLED -> Optional.of("session.session-cancelled.v1");
            case NOT_HELD -> Optional.of("session.session-not-held.v1");
            case HANDED_OVER -> Optional.empty();
        };
    }

    private static int number(Participation session, Role role) {
        return (int) session.participants().stream().filter(one -> one.role() == role).count();
    }
}
