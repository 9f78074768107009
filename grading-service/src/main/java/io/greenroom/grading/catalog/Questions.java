package io.greenroom.grading.catalog;

import io.greenroom.grading.rubric.Question;
import io.greenroom.platform.event.Event;
import io.greenroom.platform.event.EventJson;
import io.greenroom.platform.event.PoisonEventException;
import io.greenroom.platform.json.StoredJson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.util.Optional;

/**
 * Every question version that was ever published. A retired question stays: attempts that were
 * begun before are graded on their own version.
 */
@ApplicationScoped
public class Questions {
    static final String PUBLISHED = "catalog.question-published.v1";
    static final String RETIRED = "catalog.question-retired.v1";

    private final EventJson json;
    private final StoredJson stored;

    @Inject
    Questions(EventJson json, StoredJson stored) {
        this.json = json;
        this.stored = stored;
    }

    /** The version, when it has arrived; needs a session. */
    public Uni<Optional<Question>> find(String questionId, int version) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select content from question_version
                                                where question_id = :id and version = :version
                                                """,
                                                String.class)
                                        .setParameter("id", questionId)
                                        .setParameter("version", version)
                                        .getSingleResultOrNull())
                .map(content -> Optional.ofNullable(content).map(this::read));
    }

    /** What lists show of a version, when it has arrived; needs a session. */
    public Uni<Optional<QuestionHeading>> heading(String questionId, int version) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select cast(content as jsonb) ->> 'title' as title,
                                                    cast(content as jsonb) ->> 'round' as round
                                                from question_version
                                                where question_id = :id and version = :version
                                                """,
                                                Tuple.class)
                                        .setParameter("id", questionId)
                                        .setParameter("version", version)
                                        .getSingleResultOrNull())
                .map(
                        row ->
                                Optional.ofNullable(row)
                                        .map(
                                                found ->
                                                        new QuestionHeading(
                                                                found.get("title", String.class),
                                                                found.get("round", String.class))));
    }

    /** The newest version that has arrived; needs a session. */
    public Uni<Optional<Question>> latest(String questionId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select content from question_version
                                                where question_id = :id order by version desc limit 1
                                                """,
                                                String.class)
                                        .setParameter("id", questionId)
                                        .getSingleResultOrNull())
                .map(content -> Optional.ofNullable(content).map(this::read));
    }

    /** Takes the event in; a type that is not known is left alone. */
    Uni<Void> take(Event event) {
        return switch (event.type()) {
            case PUBLISHED -> keep(event);
            case RETIRED -> retire(json.data(event, QuestionRetired.class));
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> keep(Event event) {
        var published = json.data(event, QuestionPublished.class);
        try {
            published.toQuestion();
        } catch (RuntimeException e) {
            // Better dead-lettered with its cause than found out at the first answer.
            throw new PoisonEventException(
                    "The rubric of %s version %d cannot be graded on: %s"
                            .formatted(
                                    published.questionId(), published.version(), e.getMessage()));
        }
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into question_version (question_id, version, content)
                                                values (:id, :version, :content) on conflict do nothing
                                                """)
                                        .setParameter("id", published.questionId())
                                        .setParameter("version", published.version())
                                        .setParameter("content", event.data().toString())
                                        .executeUpdate())
                .replaceWithVoid();
    }

    private Uni<Void> retire(QuestionRetired retired) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into question_retirement (question_id, version, retired_at)
                                                values (:id, :version, :at)
                                                on conflict (question_id) do update
                                                set version = excluded.version, retired_at = excluded.retired_at
                                                """)
                                        .setParameter("id", retired.questionId())
                                        .setParameter("version", retired.version())
                                        .setParameter(
                                                "at",
                                                retired.retiredAt()
                                                        .atOffset(java.time.ZoneOffset.UTC))
                                        .executeUpdate())
                .replaceWithVoid();
    }

    private Question read(String content) {
        return stored.read(content, QuestionPublished.class).toQuestion();
    }
}
