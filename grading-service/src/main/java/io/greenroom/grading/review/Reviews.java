package io.greenroom.grading.review;

import io.greenroom.grading.grade.ReviewReasonView;
import io.greenroom.grading.grade.Rows;
import io.greenroom.platform.json.StoredJson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reviews, what was marked in them, and who did what. All methods need a session. */
@ApplicationScoped
class Reviews implements PanacheRepositoryBase<Review, UUID> {
    private final StoredJson json;

    @Inject
    Reviews(StoredJson json) {
        this.json = json;
    }

    /** What the viewer may know of, in that order; never their own attempts. */
    PanacheQuery<Review> list(ReviewFilter filter, String viewer, Instant now) {
        var where = new StringBuilder("candidateId <> :viewer");
        var parameters = Parameters.with("viewer", viewer);
        var phases = new ArrayList<String>();
        for (var phase : filter.phases()) {
            phases.add(
                    switch (phase) {
                        case OPEN ->
                                "(state = OPEN and (claimedUntil is null or claimedUntil <= :now))";
                        case CLAIMED -> "(state = OPEN and claimedUntil > :now and not marked)";
                        case MARKED -> "(state = OPEN and claimedUntil > :now and marked)";
                        case DECIDED -> "(state = DECIDED)";
                        case WITHDRAWN -> "(state = WITHDRAWN)";
                    });
        }
        where.append(" and (").append(String.join(" or ", phases)).append(')');
        parameters.and("now", now);
        if (filter.kind() != null) {
            where.append(" and kind = :kind");
            parameters.and("kind", filter.kind());
        }
        if (filter.reason() != null) {
            where.append(" and reasons like :reason escape '!'");
            parameters.and("reason", "%\"code\":\"" + escaped(filter.reason()) + "\"%");
        }
        if (filter.questionId() != null) {
            where.append(" and questionId = :question");
            parameters.and("question", filter.questionId());
        }
        if (filter.round() != null) {
            where.append(" and round = :round");
            parameters.and("round", filter.round());
        }
        if (filter.mine()) {
            where.append(" and claimedBy = :viewer");
        }
        if (filter.overdue()) {
            where.append(" and state = OPEN and dueAt < :now");
        }
        return find(where + " order by " + filter.sorting().order(), parameters);
    }

    /** The review, so that nobody else changes it until the transaction ends. */
    Uni<@Nullable Review> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * The attempt that the review is about. Without loading the review: what is loaded before it is
     * locked would not be read again.
     */
    Uni<Optional<UUID>> attemptOf(UUID id) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select attempt_id from review where id = :id",
                                                UUID.class)
                                        .setParameter("id", id)
                                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /** The open review of that attempt and kind, locked. */
    Uni<@Nullable Review> lockOpen(UUID attemptId, ReviewKind kind) {
        return find("attemptId = ?1 and kind = ?2 and state = OPEN", attemptId, kind)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** The reviewer's marks on that review. */
    Uni<Optional<KeptMarks>> marksOf(UUID reviewId, String reviewer) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select reviewer, body, blind, handed_in_at from review_marks
                                                where review_id = :review and reviewer = :reviewer
                                                """,
                                                Tuple.class)
                                        .setParameter("review", reviewId)
                                        .setParameter("reviewer", reviewer)
                                        .getSingleResultOrNull())
                .map(
                        row ->
                                Optional.ofNullable(row)
                                        .map(
                                                found ->
                                                        new KeptMarks(
                                                                found.get("reviewer", String.class),
                                                                read(
                                                                        found.get(
                                                                                "body",
                                                                                String.class),
                                                                        Marks.class),
                                                                found.get("blind", Boolean.class),
                                                                Rows.instantOrNull(
                                                                        found, "handed_in_at"))));
    }

    /** Keeps marks that may still change. */
    Uni<Void> save(UUID reviewId, String reviewer, Marks marks, boolean blind, Instant now) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into review_marks (review_id, reviewer, body, blind, saved_at)
                                                values (:review, :reviewer, :body, :blind, :now)
                                                on conflict (review_id, reviewer) do update
                                                set body = excluded.body, saved_at = excluded.saved_at,
                                                    blind = review_marks.blind and excluded.blind
                                                where review_marks.handed_in_at is null
                                                """)
                                        .setParameter("review", reviewId)
                                        .setParameter("reviewer", reviewer)
                                        .setParameter("body", write(marks))
                                        .setParameter("blind", blind)
                                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /** From now on they are final. */
    Uni<Void> handIn(UUID reviewId, String reviewer, Instant now) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update review_marks set handed_in_at = :now
                                                where review_id = :review and reviewer = :reviewer
                                                    and handed_in_at is null
                                                """)
                                        .setParameter("review", reviewId)
                                        .setParameter("reviewer", reviewer)
                                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Whether that reviewer has handed in marks on the attempt, in any review. */
    Uni<Boolean> hasMarked(UUID attemptId, String reviewer) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select count(*) from review_marks m
                                                join review r on r.id = m.review_id
                                                where m.reviewer = :reviewer and m.handed_in_at is not null
                                                    and r.attempt_id = :attempt
                                                """,
                                                Long.class)
                                        .setParameter("reviewer", reviewer)
                                        .setParameter("attempt", attemptId)
                                        .getSingleResult())
                .map(count -> count > 0);
    }

    /**
     * Which of these reviews the reviewer cannot take up, having handed in marks on the same
     * attempt in another review: a second look needs a second person. Who has handed in marks in
     * this very review goes on with it.
     */
    Uni<Set<UUID>> markedElsewhere(String reviewer, Collection<UUID> reviewIds) {
        if (reviewIds.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select r.id from review r
                                                where r.id in (:reviews) and exists (
                                                    select 1 from review_marks m
                                                    join review other on other.id = m.review_id
                                                    where m.reviewer = :reviewer and m.handed_in_at is not null
                                                        and other.attempt_id = r.attempt_id and other.id <> r.id)
                                                """,
                                                UUID.class)
                                        .setParameter("reviewer", reviewer)
                                        .setParameter("reviews", reviewIds)
                                        .getResultList())
                .map(HashSet::new);
    }

    /** Notes that somebody of the staff saw the attempt's grade outside of a review. */
    Uni<Void> noteReading(UUID attemptId, String reader, Instant now) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into grade_reading (attempt_id, reader, first_read_at)
                                                values (:attempt, :reader, :now) on conflict do nothing
                                                """)
                                        .setParameter("attempt", attemptId)
                                        .setParameter("reader", reader)
                                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Whether that person saw the attempt's grade outside of a review. */
    Uni<Boolean> hasRead(UUID attemptId, String reader) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select count(*) from grade_reading
                                                where attempt_id = :attempt and reader = :reader
                                                """,
                                                Long.class)
                                        .setParameter("attempt", attemptId)
                                        .setParameter("reader", reader)
                                        .getSingleResult())
                .map(count -> count > 0);
    }

    /** Notes who did what. */
    Uni<Void> log(
            Review review,
            ReviewLogView.What what,
            String who,
            @Nullable String detail,
            Instant now) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into review_log (review_id, at, who, what, detail)
                                                values (:review, :now, :who, :what, :detail)
                                                """)
                                        .setParameter("review", review.id())
                                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                                        .setParameter("who", who)
                                        .setParameter("what", what.name())
                                        .setParameter("detail", detail)
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Who did what, oldest first. */
    Uni<List<ReviewLogView.Entry>> logOf(UUID reviewId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select at, who, what, detail from review_log
                                                where review_id = :review order by id
                                                """,
                                                Tuple.class)
                                        .setParameter("review", reviewId)
                                        .getResultList())
                .map(
                        rows ->
                                rows.stream()
                                        .map(
                                                row ->
                                                        new ReviewLogView.Entry(
                                                                Rows.instant(row, "at"),
                                                                row.get("who", String.class),
                                                                ReviewLogView.What.valueOf(
                                                                                row.get(
                                                                                        "what",
                                                                                        String
                                                                                                .class))
                                                                        .wire(),
                                                                row.get("detail", String.class)))
                                        .toList());
    }

    List<ReviewReasonView> reasons(Review review) {
        return List.of(read(review.reasons(), ReviewReasonView[].class));
    }

    <T> T read(String stored, Class<T> type) {
        return json.read(stored, type);
    }

    String write(Object value) {
        return json.write(value);
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
