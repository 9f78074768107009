package io.greenroom.session.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import io.greenroom.platform.event.Outbox;
import io.greenroom.platform.json.StoredJson;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.session.mock.MockSessions;
import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.Visitor;
import io.greenroom.session.replay.RoomRecord;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the grader thinks of the answers that an interviewer has marked. It is asked only after
 * their card is in, so that no mark leans on it.
 */
@ApplicationScoped
class Opinions {
    /** As long as a practice answer may be. */
    private static final int LONGEST = 40_000;

    private final MockSessions sessions;
    private final Scorecards cards;
    private final RoomRecord room;
    private final Outbox outbox;
    private final StoredJson json;
    private final Clock clock;

    @Inject
    Opinions(
            MockSessions sessions,
            Scorecards cards,
            RoomRecord room,
            Outbox outbox,
            StoredJson json,
            Clock clock) {
        this.sessions = sessions;
        this.cards = cards;
        this.room = room;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param text what the candidate said beside the document; the card's summary when absent
     */
    @Schema(name = "AskOpinion")
    record Ask(
            @NotNull(message = "itemId is missing.") UUID itemId,
            @Size(max = 20_000, message = "text has at most 20,000 characters.") @Nullable String text) {
        /** What a candidate said is personal and never printed. */
        @Override
        public String toString() {
            return "Ask[" + itemId + "]";
        }
    }

    Uni<OpinionView> ask(UUID sessionId, Visitor visitor, Ask ask) {
        return Panache.withTransaction(() -> question(sessionId, visitor, ask))
                .chain(
                        question ->
                                Panache.withTransaction(
                                        () ->
                                                sessions.locked(sessionId, visitor)
                                                        .map(Access::panel)
                                                        .chain(session -> put(session, question))));
    }

    /** What the grader is asked about: an item of the agenda, and what was answered. */
    private record Question(ScoredItem item, String answer) {
        /** What a candidate said is personal and never printed. */
        @Override
        public String toString() {
            return "Question[" + item.id() + "]";
        }
    }

    /**
     * Before the session is locked, so that nobody waits for it: where a card is in, nobody writes
     * in the documents any more.
     */
    private Uni<Question> question(UUID sessionId, Visitor visitor, Ask ask) {
        return sessions.participation(sessionId, visitor)
                .map(Access::panel)
                .chain(
                        session ->
                                cards.card(sessionId, session.participantId())
                                        .chain(card -> question(session, handedIn(card), ask)));
    }

    private static Card handedIn(Optional<Card> card) {
        return card.filter(Card::isHandedIn)
                .orElseThrow(
                        () ->
                                ProblemException.of(
                                        ScorecardProblem.SCORECARD_FIRST,
                                        "Hand in your own scorecard first: it is to be yours"
                                                + " alone."));
    }

    private Uni<Question> question(Participation session, Card card, Ask ask) {
        var itemId =
                session.item(ask.itemId())
                        .orElseThrow(
                                () ->
                                        ProblemException.of(
                                                ScorecardProblem.NOT_ON_SCORECARD,
                                                "The agenda has no such item."))
                        .id();
        var summary =
                ask.text() != null
                        ? ask.text()
                        : card.content().item(itemId).map(CardContent.Item::summary).orElse("");
        return cards.agenda(session)
                .map(
                        agenda ->
                                agenda.stream()
                                        .filter(one -> one.id().equals(itemId))
                                        .findFirst()
                                        .orElseThrow())
                .chain(
                        item ->
                                room.document(session.sessionId(), itemId.toString())
                                        .map(
                                                document ->
                                                        question(
                                                                item,
                                                                document.map(RoomRecord.Text::text)
                                                                        .orElse(""),
                                                                summary)));
    }

    private static Question question(ScoredItem item, String document, String summary) {
        var answer = answer(document, summary, item.language().equals("python"));
        if (answer.isBlank()) {
            throw ProblemException.of(
                    ScorecardProblem.NOTHING_TO_JUDGE,
                    "The document is empty, and nothing was noted of what was said.");
        }
        if (answer.length() > LONGEST) {
            throw ProblemException.of(
                    ScorecardProblem.NOTHING_TO_JUDGE,
                    "The grader reads at most 40,000 characters.");
        }
        return new Question(item, answer);
    }

    /**
     * What the grader reads: the document, and what was said, in code as comments, so that it stays
     * code.
     */
    static String answer(String document, String summary, boolean code) {
        var said = summary.strip();
        if (code && !said.isEmpty()) {
            said =
                    said.lines()
                            .map(line -> ("# " + line).stripTrailing())
                            .collect(Collectors.joining("\n"));
        }
        return document.isBlank()
                ? said
                : said.isEmpty() ? document : document.stripTrailing() + "\n\n" + said;
    }

    private Uni<OpinionView> put(Participation session, Question question) {
        var item = question.item();
        var answer = question.answer();
        var id = UUID.randomUUID();
        var now = clock.instant();
        var values = new HashMap<String, Object>();
        values.put("id", id);
        values.put("session", session.sessionId());
        values.put("interviewer", session.participantId());
        values.put("item", item.id());
        values.put("text", answer);
        values.put("language", item.language());
        values.put("now", now);
        return Sql.update(
                        """
                        insert into grader_opinion (id, session_id, interviewer, item_id, state, text, language, asked_at)
                        values (:id, :session, :interviewer, :item, 'WAITING', :text, :language, :now)
                        on conflict do nothing
                        """,
                        values)
                .chain(
                        added -> {
                            if (added == 0) {
                                throw ProblemException.of(
                                        ScorecardProblem.OPINION_ASKED,
                                        "You have asked the grader about this answer before.");
                            }
                            return outbox.append(
                                    OpinionRequested.TOPIC,
                                    session.sessionId().toString(),
                                    OpinionRequested.TYPE,
                                    OpinionRequested.of(session, id, item, answer, now));
                        })
                .replaceWith(
                        new OpinionView(
                                item.id(),
                                "WAITING",
                                answer,
                                item.language(),
                                now,
                                null,
                                null,
                                null));
    }

    @WithTransaction
    Uni<OpinionView.OpinionList> own(UUID sessionId, Visitor visitor) {
        return sessions.participation(sessionId, visitor)
                .map(Access::panel)
                .chain(
                        session ->
                                Sql.list(
                                        """
                                        select item_id, state, text, language, body, asked_at, given_at
                                        from grader_opinion
                                        where session_id = :session and interviewer = :interviewer order by asked_at
                                        """,
                                        Map.of(
                                                "session",
                                                sessionId,
                                                "interviewer",
                                                session.participantId()),
                                        this::view))
                .map(OpinionView.OpinionList::new);
    }

    private OpinionView view(Tuple row) {
        var body = row.get("body", String.class);
        var given = body == null ? null : json.read(body, OpinionGiven.class);
        return new OpinionView(
                row.get("item_id", UUID.class),
                row.get("state", String.class),
                row.get("text", String.class),
                row.get("language", String.class),
                Objects.requireNonNull(Sql.time(row, "asked_at")),
                Sql.time(row, "given_at"),
                given == null ? null : given.grade(),
                given == null || given.notGradedReason() == null
                        ? null
                        : given.notGradedReason().path("detail").asText());
    }

    /** Keeps what the grader answered; what nobody waits for (any more) is dropped. */
    Uni<Void> given(OpinionGiven given, Instant at) {
        return Sql.update(
                        """
                        update grader_opinion set state = :state, body = :body, given_at = :at
                        where id = :id and state = 'WAITING'
                        """,
                        Map.of(
                                "state",
                                given.grade() == null ? "FAILED" : "READY",
                                "body",
                                json.write(given),
                                "at",
                                at,
                                "id",
                                given.opinionId()))
                .replaceWithVoid();
    }

    /** What this service reads of {@code grading.opinion-given.v1}. */
    record OpinionGiven(
            UUID opinionId, @Nullable JsonNode grade, @Nullable JsonNode notGradedReason) {
        static final String TYPE = "grading.opinion-given.v1";

        /** What was said of an answer is personal and never printed. */
        @Override
        public String toString() {
            return "OpinionGiven[" + opinionId + "]";
        }
    }
}
