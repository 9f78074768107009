package io.greenroom.session.room;

import io.greenroom.session.mock.Role;
import java.time.Instant;
import java.util.UUID;

/**
 * Who a connection belongs to.
 *
 * @param role in this session; the realm's roles mean nothing here
 * @param until when the connection ends at the latest, because its token has ended
 */
record Member(
        UUID sessionId, UUID participantId, Role role, String name, Instant until, Agenda agenda) {

    /** Interviewers alone take notes, lead, and see what is meant for them. */
    boolean isPanel() {
        return role == Role.INTERVIEWER;
    }

    /** Whether focus time is for being unseen by them. */
    boolean watches() {
        return role != Role.CANDIDATE;
    }

    /** Observers are silent. */
    boolean takesPart() {
        return role != Role.OBSERVER;
    }

    /** Names are personal and never printed. */
    @Override
    public String toString() {
        return "Member[" + participantId + ", " + role + "]";
    }
}
