package io.greenroom.session.replay;

import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.greenroom.session.mock.MockSessions;
import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.SessionProblem;
import io.greenroom.session.room.RoomReader;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The whole session by its log: for the panel once it has ended, for all others once released. */
@Path("/api/sessions/{id}/timeline")
@Tag(name = "Replay")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
class TimelineResource {
    private static final int MOST = 1_000;

    private final MockSessions sessions;
    private final RoomReader room;
    private final Caller caller;

    @Inject
    TimelineResource(MockSessions sessions, RoomReader room, Caller caller) {
        this.sessions = sessions;
        this.room = room;
        this.caller = caller;
    }

    @GET
    @WithTransaction
    @Operation(
            operationId = "readTimeline",
            summary = "What happened, in its order; the panel gets their own notes with it")
    public Uni<TimelineView> read(
            @PathParam("id") String id,
            @QueryParam("after") @DefaultValue("0") String after,
            @QueryParam("size") @DefaultValue("500") String size) {
        var from = number("after", after, 0, Long.MAX_VALUE);
        int most = (int) number("size", size, 1, MOST);
        return sessions.participation(idOf(id), caller)
                .onItem()
                .ifNull()
                .failWith(TimelineResource::notFound)
                .invoke(TimelineResource::checkOpen)
                .chain(
                        session ->
                                room.entries(session.sessionId(), from, most)
                                        .chain(stretch -> view(session, from, stretch)));
    }

    private Uni<TimelineView> view(Participation session, long from, RoomReader.Stretch stretch) {
        var shared = stretch.entries().stream().map(TimelineView.Entry::of).toList();
        var next = stretch.more() ? stretch.entries().getLast().seq() : null;
        if (!session.isPanel()) {
            return Uni.createFrom().item(new TimelineView(shared, null, next));
        }
        // What was noted before the first entry belongs to the first page, and what was noted
        // after the last to the last.
        return room.notes(
                        session.sessionId(),
                        session.participantId(),
                        from == 0 ? -1 : from,
                        next == null ? Long.MAX_VALUE : next)
                .map(
                        notes ->
                                new TimelineView(
                                        shared,
                                        notes.stream().map(TimelineView.Own::of).toList(),
                                        next));
    }

    private static void checkOpen(Participation session) {
        boolean open =
                switch (session.state()) {
                    case RELEASED -> true;
                    case SCORING -> session.isPanel();
                    case SCHEDULED, LIVE, CANCELLED, NO_SHOW -> false;
                };
        if (!open) {
            throw ProblemException.of(
                            ReplayProblem.NO_REPLAY_YET,
                            "The panel can replay it when it has ended, the others when it is"
                                    + " released.")
                    .with("state", session.state());
        }
    }

    private static long number(String name, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused like a number out of bounds.
        }
        throw ProblemException.invalid(
                name, "%s must be a number from %d to %d.".formatted(name, least, most));
    }

    private static UUID idOf(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static ProblemException notFound() {
        return ProblemException.of(
                SessionProblem.SESSION_NOT_FOUND, "You take part in no session with this id.");
    }
}
