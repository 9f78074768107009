package io.greenroom.session.room;

import com.fasterxml.jackson.databind.JsonNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.CommonProblem;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.greenroom.session.mock.MockSessions;
import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.SessionProblem;
import io.greenroom.session.mock.SessionState;
import io.greenroom.session.practice.PracticeProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** An interviewer's own notes and marks of a session, during it and afterwards. */
@Path("/api/sessions/{id}/notes")
@Tag(name = "Mock sessions")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class NoteResource {
    private final MockSessions sessions;
    private final Notes notes;
    private final Caller caller;

    @Inject
    NoteResource(MockSessions sessions, Notes notes, Caller caller) {
        this.sessions = sessions;
        this.notes = notes;
        this.caller = caller;
    }

    /** What a note says. */
    record NoteText(
            @NotBlank(message = "text is missing.") @Size(max = 10_000, message = "A note has at most 10,000 characters.") String text) {
        /** What it says is private and never printed. */
        @Override
        public String toString() {
            return "NoteText";
        }
    }

    /**
     * A note or a mark.
     *
     * @param kind {@code note} or {@code mark}
     * @param seq how far the room's log had come
     */
    record NoteView(UUID id, String kind, Instant at, long seq, JsonNode data, int revision) {
        static NoteView of(Note note) {
            return new NoteView(
                    note.id(),
                    note.kind(),
                    note.at(),
                    note.seq(),
                    Json.parse(note.data()),
                    note.revision());
        }

        /** What it says is private and never printed. */
        @Override
        public String toString() {
            return "NoteView[" + id + "]";
        }
    }

    /** All of them, oldest first. */
    record NoteList(List<NoteView> items) {}

    @GET
    @Operation(operationId = "listNotes", summary = "My notes and marks of a session")
    public Uni<NoteList> list(@PathParam("id") String id) {
        return panel(id)
                .chain(me -> notes.of(me.sessionId(), me.participantId()))
                .map(found -> new NoteList(found.stream().map(NoteView::of).toList()));
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "addNote", summary = "A new note")
    public Uni<NoteView> add(
            @PathParam("id") String id,
            @Valid @NotNull(message = "The body is missing.") NoteText text,
            @Parameter(
                            description =
                                    "Asked again with the same key, it is the same note, until that"
                                            + " is removed.")
                    @HeaderParam("Idempotency-Key")
                    @Size(max = 200, message = "A key has at most 200 characters.") @Nullable String key) {
        return panel(id)
                .chain(
                        me ->
                                notes.add(
                                        me.sessionId(),
                                        me.participantId(),
                                        key == null || key.isBlank()
                                                ? UUID.randomUUID()
                                                : noteOf(me, key.strip()),
                                        text.text()))
                .onItem()
                .ifNull()
                .failWith(NoteResource::noNote)
                .invoke(note -> checkSame(note, text))
                .map(NoteView::of);
    }

    @PUT
    @Path("{note}")
    @Operation(operationId = "changeNote", summary = "Another text for a note of mine")
    public Uni<NoteView> change(
            @PathParam("id") String id,
            @PathParam("note") String note,
            @Valid @NotNull(message = "The body is missing.") NoteText text) {
        return panel(id)
                .chain(
                        me ->
                                notes.change(
                                        me.sessionId(),
                                        me.participantId(),
                                        noteId(note),
                                        text.text()))
                .onItem()
                .ifNull()
                .failWith(NoteResource::noNote)
                .map(NoteView::of);
    }

    @DELETE
    @Path("{note}")
    @Operation(operationId = "removeNote", summary = "A note or mark of mine goes")
    public Uni<Void> remove(@PathParam("id") String id, @PathParam("note") String note) {
        return panel(id)
                .chain(me -> notes.remove(me.sessionId(), me.participantId(), noteId(note)));
    }

    /** What was written must not be lost because its key was used before. */
    private static void checkSame(Note note, NoteText text) {
        if (note.revision() == 1
                && !Json.parse(note.data()).path("text").asText().equals(text.text())) {
            throw ProblemException.of(
                    PracticeProblem.KEY_REUSED, "This key came with another note before.");
        }
    }

    /** A key names one note of its author in one session, as an action of the room does. */
    private static UUID noteOf(Participation me, String key) {
        return UUID.nameUUIDFromBytes(
                "%s http %s".formatted(me.participantId(), key).getBytes(StandardCharsets.UTF_8));
    }

    private Uni<Participation> panel(String id) {
        var sessionId = sessionId(id);
        // Over before a note is written: a first visit changes the row that the note points at.
        return Panache.withTransaction(() -> sessions.participation(sessionId, caller))
                .onItem()
                .ifNull()
                .failWith(NoteResource::noSession)
                .invoke(
                        me -> {
                            if (!me.isPanel()) {
                                throw ProblemException.of(
                                        CommonProblem.FORBIDDEN,
                                        "Only an interviewer of this session takes notes.");
                            }
                            if (me.state() == SessionState.CANCELLED
                                    || me.state() == SessionState.NO_SHOW) {
                                throw ProblemException.of(
                                        SessionProblem.SESSION_STATE,
                                        "The session does not take place.");
                            }
                        });
    }

    private static UUID sessionId(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw noSession();
        }
    }

    private static UUID noteId(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw noNote();
        }
    }

    private static ProblemException noSession() {
        return ProblemException.of(
                SessionProblem.SESSION_NOT_FOUND, "There is no such session of yours.");
    }

    private static ProblemException noNote() {
        return ProblemException.of(CommonProblem.NOT_FOUND, "You have no such note.");
    }
}
