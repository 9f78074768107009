package io.greenroom.session.mock;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session, as somebody takes part in it.
 *
 * @param revision counts every change of the session
 * @param minutes how long it is planned to last
 * @param timeZone where it was planned
 * @param peer two candidates interview each other; neither may change whom or about what
 * @param participantId who the caller is in it
 * @param organiser whether the caller has planned it
 * @param endedBy a participant's id, or {@code idle}
 * @param items the agenda in its order
 * @param participants all of them, interviewers first
 */
public record Participation(
        UUID sessionId,
        String title,
        SessionState state,
        long revision,
        Instant startsAt,
        int minutes,
        ZoneId timeZone,
        int sequence,
        @Nullable String message,
        @Nullable String loopId,
        boolean peer,
        String organiserName,
        UUID participantId,
        Role role,
        String name,
        boolean organiser,
        List<Item> items,
        List<Participant> participants,
        Instant createdAt,
        @Nullable Instant openedAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable Instant releasedAt,
        @Nullable Instant cancelledAt,
        @Nullable String cancelReason) {

    public Participation {
        items = List.copyOf(items);
        participants = List.copyOf(participants);
    }

    /** Interviewers of this session see guide, notes and scores; observers never do. */
    public boolean isPanel() {
        return role == Role.INTERVIEWER;
    }

    /**
     * Whether the guide is there to read yet. Peers may be asked the same question elsewhere, so
     * that a match alone, which they can call off, is no way to strong answers.
     */
    boolean showsGuide() {
        return switch (state) {
            case SCHEDULED, CANCELLED, NO_SHOW -> !peer;
            case LIVE, SCORING, RELEASED -> true;
        };
    }

    /** Who may change, cancel, open and end it. */
    boolean mayManage() {
        return isPanel() || organiser && role != Role.CANDIDATE;
    }

    public Optional<Item> item(UUID id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    public Optional<Participant> participant(UUID id) {
        return participants.stream().filter(person -> person.id().equals(id)).findFirst();
    }

    public Optional<Participant> candidate() {
        return participants.stream().filter(person -> person.role() == Role.CANDIDATE).findFirst();
    }

    /**
     * A question on the agenda, frozen at that version.
     *
     * @param shownAt when it was put before the candidate
     */
    public record Item(
            UUID id,
            int position,
            String questionId,
            int questionVersion,
            String title,
            int minutes,
            @Nullable Instant shownAt) {
        static Item of(SessionItem item) {
            return new Item(
                    item.id(),
                    item.position(),
                    item.questionId(),
                    item.questionVersion(),
                    item.title(),
                    item.minutes(),
                    item.shownAt());
        }
    }

    /**
     * Somebody who takes part.
     *
     * @param account what they were invited by: account name or e-mail address, in lower case
     * @param personId the token's subject, once they came
     * @param address where mail reaches them, if that is known
     * @param joinedAt when they were first in the room while it was live
     */
    public record Participant(
            UUID id,
            Role role,
            String account,
            String name,
            @Nullable String personId,
            @Nullable String address,
            @Nullable ZoneId timeZone,
            @Nullable Instant joinedAt) {
        static Participant of(SessionParticipant one) {
            var zone = one.timeZone();
            return new Participant(
                    one.id(),
                    one.role(),
                    one.account(),
                    one.name(),
                    one.personId(),
                    one.address(),
                    zone == null ? null : ZoneId.of(zone),
                    one.joinedAt());
        }

        /** Whether they have deleted their account since. */
        public boolean hasLeft() {
            return account.equals(SessionData.DELETED + id);
        }

        /** Names and addresses are personal and never printed. */
        @Override
        public String toString() {
            return "Participant[" + id + ", " + role + "]";
        }
    }

    /** Who takes part is personal and never printed. */
    @Override
    public String toString() {
        return "Participation[" + sessionId + ", " + state + ", " + role + "]";
    }
}
