package io.greenroom.session.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import io.greenroom.platform.json.StoredJson;
import io.greenroom.session.catalog.PublishedQuestions;
import io.greenroom.session.catalog.QuestionSnapshot;
import io.greenroom.session.mock.Participation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cards and what comes of them, as they are kept. All methods need a transaction. */
@ApplicationScoped
class Scorecards {
    private final StoredJson json;
    private final PublishedQuestions questions;

    @Inject
    Scorecards(StoredJson json, PublishedQuestions questions) {
        this.json = json;
        this.questions = questions;
    }

    /** The agenda with its rubrics, in its order. */
    Uni<List<ScoredItem>> agenda(Participation session) {
        return Multi.createFrom()
                .iterable(session.items())
                .onItem()
                .transformToUniAndConcatenate(
                        item ->
                                questions
                                        .version(item.questionId(), item.questionVersion())
                                        .map(question -> scored(item, question)))
                .collect()
                .asList();
    }

    private ScoredItem scored(Participation.Item item, QuestionSnapshot question) {
        return new ScoredItem(
                item.id(),
                item.position(),
                item.minutes(),
                item.questionId(),
                item.questionVersion(),
                question.title(),
                question.round(),
                question.answerLanguage(),
                item.shownAt() != null,
                rubric(question));
    }

    private Rubric rubric(QuestionSnapshot question) {
        var published =
                json.read(
                        json.write(
                                Map.of(
                                        "criteria",
                                        question.rubric() == null
                                                ? List.of()
                                                : question.rubric()
                                                        .getOrDefault("criteria", List.of()),
                                        "redFlags",
                                        question.redFlags() == null
                                                ? List.of()
                                                : question.redFlags())),
                        JsonNode.class);
        return json.read(published, Rubric.class);
    }

    Uni<Optional<Card>> card(UUID sessionId, UUID interviewer) {
        return cards(sessionId)
                .map(
                        cards ->
                                cards.stream()
                                        .filter(card -> card.interviewer().equals(interviewer))
                                        .findFirst());
    }

    private Uni<List<Card>> cards(UUID sessionId) {
        return Sql.list(
                """
                select interviewer, revision, body, saved_at, handed_in_at from scorecard
                where session_id = :session order by interviewer
                """,
                Map.of("session", sessionId),
                this::card);
    }

    private Card card(Tuple row) {
        return new Card(
                row.get("interviewer", UUID.class),
                row.get("revision", Long.class),
                json.read(row.get("body", String.class), CardContent.class),
                Objects.requireNonNull(Sql.time(row, "saved_at")),
                Sql.time(row, "handed_in_at"));
    }

    Uni<Panel> panel(Participation session) {
        return cards(session.sessionId())
                .chain(
                        cards ->
                                Sql.list(
                                                """
                                                select interviewer from scorecard_excuse
                                                where session_id = :session
                                                """,
                                                Map.of("session", session.sessionId()),
                                                row -> row.get("interviewer", UUID.class))
                                        .map(excused -> Panel.of(session, cards, excused)));
    }

    Uni<Void> save(UUID sessionId, Card card) {
        return Sql.update(
                        """
                        insert into scorecard (session_id, interviewer, revision, body, saved_at)
                        values (:session, :interviewer, :revision, :body, :now)
                        on conflict (session_id, interviewer) do update
                        set revision = excluded.revision, body = excluded.body, saved_at = excluded.saved_at
                        where scorecard.handed_in_at is null
                        """,
                        Map.of(
                                "session",
                                sessionId,
                                "interviewer",
                                card.interviewer(),
                                "revision",
                                card.revision(),
                                "body",
                                json.write(card.content()),
                                "now",
                                card.savedAt()))
                .replaceWithVoid();
    }

    /** Makes the card final, and its levels countable. */
    Uni<Void> handIn(UUID sessionId, Card card, boolean staff, Instant now) {
        return Sql.update(
                        """
                        update scorecard set handed_in_at = :now, revision = revision + 1, staff = :staff
                        where session_id = :session and interviewer = :interviewer
                        """,
                        Map.of(
                                "now",
                                now,
                                "staff",
                                staff,
                                "session",
                                sessionId,
                                "interviewer",
                                card.interviewer()))
                .chain(() -> levels(sessionId, card));
    }

    /** The authors of the cards that count and have not gone to calibration; now they have. */
    Uni<List<UUID>> announce(UUID sessionId, Instant now) {
        return Sql.list(
                """
                update scorecard set announced_at = :now
                where session_id = :session and staff and announced_at is null
                returning interviewer
                """,
                Map.of("now", now, "session", sessionId),
                row -> row.get("interviewer", UUID.class));
    }

    private static Uni<Void> levels(UUID sessionId, Card card) {
        return Multi.createFrom()
                .iterable(card.content().items())
                .onItem()
                .transformToMulti(
                        item ->
                                Multi.createFrom()
                                        .iterable(item.criteria())
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                mark ->
                                                        level(
                                                                sessionId,
                                                                card.interviewer(),
                                                                item.itemId(),
                                                                mark)))
                .concatenate()
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Integer> level(
            UUID sessionId, UUID interviewer, UUID itemId, CardContent.CriterionMark mark) {
        if (!mark.isRated()) {
            return Uni.createFrom().item(0);
        }
        return Sql.update(
                """
                insert into scorecard_level (session_id, interviewer, item_id, criterion_id, level)
                values (:session, :interviewer, :item, :criterion, nullif(:level, -1))
                """,
                Map.of(
                        "session",
                        sessionId,
                        "interviewer",
                        interviewer,
                        "item",
                        itemId,
                        "criterion",
                        mark.criterionId(),
                        "level",
                        mark.level() == null ? -1 : mark.level()));
    }

    /** That interviewer is not waited for any more. */
    Uni<Void> excuse(UUID sessionId, UUID interviewer, UUID by, Instant now) {
        return Sql.update(
                        """
                        insert into scorecard_excuse (session_id, interviewer, excused_by, excused_at)
                        values (:session, :interviewer, :by, :now) on conflict do nothing
                        """,
                        Map.of(
                                "session",
                                sessionId,
                                "interviewer",
                                interviewer,
                                "by",
                                by,
                                "now",
                                now))
                .replaceWithVoid();
    }

    /**
     * A document of the panel, kept with who wrote it last.
     *
     * @param revision 0 when nobody has written yet
     */
    record Kept<T>(long revision, T content, @Nullable UUID by, @Nullable Instant at) {}

    Uni<Kept<Agreed>> agreed(UUID sessionId) {
        return kept("reconciliation", sessionId, Agreed.class, Agreed.NOTHING);
    }

    Uni<Kept<Agreed>> save(
            UUID sessionId, Kept<Agreed> before, Agreed agreed, UUID by, Instant now) {
        return keep("reconciliation", sessionId, before, agreed, by, now);
    }

    Uni<Kept<Composition>> composition(UUID sessionId, Composition proposed) {
        return kept("session_release", sessionId, Composition.class, proposed);
    }

    Uni<Kept<Composition>> compose(
            UUID sessionId,
            Kept<Composition> before,
            Composition composition,
            UUID by,
            Instant now) {
        return keep("session_release", sessionId, before, composition, by, now);
    }

    private <T> Uni<Kept<T>> kept(String table, UUID sessionId, Class<T> type, T otherwise) {
        return Sql.first(
                        "select revision, body, saved_by, saved_at from %s where session_id = :session"
                                .formatted(table),
                        Map.of("session", sessionId),
                        row ->
                                new Kept<>(
                                        row.get("revision", Long.class),
                                        json.read(row.get("body", String.class), type),
                                        row.get("saved_by", UUID.class),
                                        Sql.time(row, "saved_at")))
                .map(found -> found.orElseGet(() -> new Kept<>(0, otherwise, null, null)));
    }

    private <T> Uni<Kept<T>> keep(
            String table, UUID sessionId, Kept<T> before, T content, UUID by, Instant now) {
        var after = new Kept<>(before.revision() + 1, content, by, now);
        return Sql.update(
                        """
                        insert into %s (session_id, revision, body, saved_by, saved_at)
                        values (:session, :revision, :body, :by, :now)
                        on conflict (session_id) do update
                        set revision = excluded.revision, body = excluded.body,
                            saved_by = excluded.saved_by, saved_at = excluded.saved_at
                        """
                                .formatted(table),
                        Map.of(
                                "session",
                                sessionId,
                                "revision",
                                after.revision(),
                                "body",
                                json.write(content),
                                "by",
                                by,
                                "now",
                                now))
                .replaceWith(after);
    }

    /** Keeps what went out, and the scores as the candidate's own. */
    Uni<Void> released(UUID sessionId, Released report, @Nullable String candidateId, Instant now) {
        return Sql.update(
                        """
                        update session_release set report = :report, released_at = :now
                        where session_id = :session
                        """,
                        Map.of("report", json.write(report), "now", now, "session", sessionId))
                .chain(
                        () ->
                                candidateId == null
                                        ? Uni.createFrom().voidItem()
                                        : results(sessionId, report, candidateId, now));
    }

    private static Uni<Void> results(
            UUID sessionId, Released report, String candidateId, Instant now) {
        return Multi.createFrom()
                .iterable(report.items())
                .onItem()
                .transformToUniAndConcatenate(
                        item -> {
                            var grade = item.grade();
                            if (grade == null) {
                                return Uni.createFrom().item(0);
                            }
                            var values = new HashMap<String, Object>();
                            values.put("session", sessionId);
                            values.put("item", item.itemId());
                            values.put("candidate", candidateId);
                            values.put("question", item.questionId());
                            values.put("version", item.questionVersion());
                            values.put("score", grade.score());
                            values.put("band", grade.band());
                            values.put("now", now);
                            return Sql.update(
                                    """
                                    insert into session_result (session_id, item_id, candidate_id, question_id,
                                        question_version, score, band, released_at)
                                    values (:session, :item, :candidate, :question, :version, :score, :band, :now)
                                    """,
                                    values);
                        })
                .collect()
                .last()
                .replaceWithVoid();
    }

    Uni<Optional<Released>> report(UUID sessionId) {
        return Sql.first(
                "select report from session_release where session_id = :session and report is not"
                        + " null",
                Map.of("session", sessionId),
                row -> json.read(row.get("report", String.class), Released.class));
    }

    Uni<Void> rate(UUID sessionId, Rating rating) {
        return Sql.update(
                        """
                        insert into session_rating (session_id, stars, comment, reply, rated_at)
                        values (:session, :stars, nullif(:comment, ''), nullif(:reply, ''), :now)
                        on conflict (session_id) do update
                        set stars = excluded.stars, comment = excluded.comment, reply = excluded.reply,
                            rated_at = excluded.rated_at
                        """,
                        Map.of(
                                "session",
                                sessionId,
                                "stars",
                                rating.stars(),
                                "comment",
                                Objects.requireNonNullElse(rating.comment(), "").strip(),
                                "reply",
                                Objects.requireNonNullElse(rating.reply(), "").strip(),
                                "now",
                                rating.ratedAt()))
                .replaceWithVoid();
    }

    Uni<Optional<Rating>> rating(UUID sessionId) {
        return Sql.first(
                "select stars, comment, reply, rated_at from session_rating where session_id ="
                        + " :session",
                Map.of("session", sessionId),
                row ->
                        new Rating(
                                row.get("stars", Integer.class),
                                row.get("comment", String.class),
                                row.get("reply", String.class),
                                Objects.requireNonNull(Sql.time(row, "rated_at"))));
    }
}
