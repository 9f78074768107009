package io.greenroom.session.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.greenroom.platform.event.Event;
import io.greenroom.platform.event.EventJson;
import io.greenroom.platform.event.Events;
import io.greenroom.platform.event.PoisonEventException;
import io.greenroom.platform.json.StoredJson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The read model of the catalog: the offered version of each question, and all versions seen. */
@ApplicationScoped
public class PublishedQuestions {
    private static final String CONSUMER = "session.questions";

    private final Events events;
    private final EventJson json;
    private final StoredJson stored;

    @Inject
    PublishedQuestions(Events events, EventJson json, StoredJson stored) {
        this.events = events;
        this.json = json;
        this.stored = stored;
    }

    /**
     * The version of that question which is offered now.
     *
     * @return null when the question is unknown or retired
     */
    public Uni<QuestionSnapshot> offered(String questionId) {
        return content(
                """
                select v.content from question q
                join question_version v on v.question_id = q.id and v.version = q.version
                where q.id = :id
                """,
                questionId,
                -1);
    }

    /** That very version, whether it is still offered or not; null when it was never heard of. */
    public Uni<QuestionSnapshot> version(String questionId, int version) {
        return content(
                "select content from question_version where question_id = :id and version ="
                        + " :version",
                questionId,
                version);
    }

    private Uni<QuestionSnapshot> content(String sql, String questionId, int version) {
        return Panache.getSession()
                .chain(
                        session -> {
                            var query =
                                    session.createNativeQuery(sql, String.class)
                                            .setParameter("id", questionId);
                            return (version < 0 ? query : query.setParameter("version", version))
                                    .getSingleResultOrNull();
                        })
                .onItem()
                .ifNotNull()
                .transform(this::snapshot);
    }

    private QuestionSnapshot snapshot(String content) {
        return stored.read(content, QuestionSnapshot.class);
    }

    @Incoming("questions")
    Uni<Void> onQuestion(String message) {
        return events.once(
                CONSUMER,
                message,
                event ->
                        switch (event.type()) {
                            case "catalog.question-published.v1" -> publish(event);
                            case "catalog.question-retired.v1" ->
                                    retire(json.data(event, Retired.class));
                            default -> Uni.createFrom().voidItem();
                        });
    }

    private Uni<Void> publish(Event event) {
        var snapshot = json.data(event, QuestionSnapshot.class);
        if (snapshot.questionId() == null || snapshot.version() < 1) {
            throw new PoisonEventException("A published question without id or version.");
        }
        JsonNode content = event.data();
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into question_version (question_id, version, content)
                                                values (:id, :version, :content) on conflict do nothing
                                                """)
                                        .setParameter("id", snapshot.questionId())
                                        .setParameter("version", snapshot.version())
                                        .setParameter("content", content.toString())
                                        .executeUpdate()
                                        .chain(
                                                () ->
                                                        session.createNativeQuery(
                                                                        """
                                                                        insert into question (id, slug, version, last_version,
                                                                            title, round, topics, minutes, difficulty)
                                                                        select :id, :slug, :version, :version,
                                                                            c ->> 'title', c ->> 'round',
                                                                            array(select jsonb_array_elements_text(c -> 'topics')),
                                                                            cast(c ->> 'minutes' as integer),
                                                                            cast(c ->> 'difficulty' as integer)
                                                                        from (select cast(cast(:content as text) as jsonb)) as given (c)
                                                                        on conflict (id) do update set slug = excluded.slug,
                                                                            version = excluded.version, last_version = excluded.last_version,
                                                                            title = excluded.title, round = excluded.round,
                                                                            topics = excluded.topics, minutes = excluded.minutes,
                                                                            difficulty = excluded.difficulty
                                                                        where question.last_version < excluded.last_version
                                                                        """)
                                                                .setParameter(
                                                                        "id", snapshot.questionId())
                                                                .setParameter(
                                                                        "slug", snapshot.slug())
                                                                .setParameter(
                                                                        "version",
                                                                        snapshot.version())
                                                                .setParameter(
                                                                        "content",
                                                                        content.toString())
                                                                .executeUpdate()))
                .replaceWithVoid();
    }

    private static Uni<Void> retire(Retired retired) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update question set version = null
                                                where id = :id and last_version <= :version
                                                """)
                                        .setParameter("id", retired.questionId())
                                        .setParameter("version", retired.version())
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /** What a retirement says. */
    record Retired(String questionId, int version) {}
}
