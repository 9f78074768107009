package io.greenroom.session.mock;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as one who takes part in it sees it.
 *
 * @param revision counts every change; the value of the ETag
 * @param endedBy a participant's id, or {@code idle}
 * @param mayManage whether the caller may change and cancel it
 */
record SessionView(
        UUID id,
        String title,
        SessionState state,
        long revision,
        Instant startsAt,
        int minutes,
        String timeZone,
        @Nullable String message,
        @Nullable String loopId,
        boolean peer,
        Organiser organiser,
        Me me,
        boolean mayManage,
        List<Person> participants,
        List<AgendaItem> agenda,
        Instant createdAt,
        @Nullable Instant openedAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable Instant releasedAt,
        @Nullable Instant cancelledAt,
        @Nullable String cancelReason) {

    record Organiser(String name) {}

    /** Who the caller is in it. */
    record Me(UUID participantId, Role role) {}

    /**
     * @param account only for those who lead; peers learn each other's display names alone
     */
    record Person(
            UUID id,
            Role role,
            String name,
            @Nullable String account,
            @Nullable String timeZone,
            @Nullable Instant joinedAt) {}

    /**
     * A question on the agenda. Which one it is, others than those who lead learn when it is put
     * before the candidate.
     */
    record AgendaItem(
            UUID id,
            int position,
            int minutes,
            @Nullable String title,
            @Nullable String questionId,
            @Nullable Integer questionVersion,
            @Nullable Instant shownAt) {}

    static SessionView of(Participation session) {
        boolean leads = session.mayManage();
        return new SessionView(
                session.sessionId(),
                session.title(),
                session.state(),
                session.revision(),
                session.startsAt(),
                session.minutes(),
                session.timeZone().getId(),
                session.message(),
                session.loopId(),
                session.peer(),
                new Organiser(session.organiserName()),
                new Me(session.participantId(), session.role()),
                leads,
                session.participants().stream()
                        .map(one -> person(one, leads && !session.peer()))
                        .toList(),
                session.items().stream().map(item -> item(item, leads)).toList(),
                session.createdAt(),
                session.openedAt(),
                session.endedAt(),
                session.endedBy(),
                session.releasedAt(),
                session.cancelledAt(),
                session.cancelReason());
    }

    private static Person person(Participation.Participant one, boolean account) {
        var zone = one.timeZone();
        return new Person(
                one.id(),
                one.role(),
                one.name(),
                account ? one.account() : null,
                account && zone != null ? zone.getId() : null,
                one.joinedAt());
    }

    private static AgendaItem item(Participation.Item item, boolean leads) {
        return new AgendaItem(
                item.id(),
                item.position(),
                item.minutes(),
                leads || item.shownAt() != null ? item.title() : null,
                leads ? item.questionId() : null,
                leads ? item.questionVersion() : null,
                item.shownAt());
    }
}
