package io.greenroom.catalog.question;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.audit.AuditAction;
import io.greenroom.catalog.audit.AuditLog;
import io.greenroom.platform.event.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publishes and retires, with the event in the same transaction. Whatever decides that it may
 * happen stands before it.
 */
@ApplicationScoped
public class PublishQuestions {
    /** Its own mapper: what is stored and digested must not depend on how answers are written. */
    static final ObjectMapper CANONICAL =
            JsonMapper.builder()
                    .findAndAddModules()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .defaultPropertyInclusion(
                            com.fasterxml.jackson.annotation.JsonInclude.Value.construct(
                                    com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL,
                                    com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS))
                    .build();

    private final Questions questions;
    private final QuestionVersions versions;
    private final Outbox outbox;
    private final AuditLog audit;
    private final Clock clock;

    @Inject
    PublishQuestions(
            Questions questions,
            QuestionVersions versions,
            Outbox outbox,
            AuditLog audit,
            Clock clock) {
        this.questions = questions;
        this.versions = versions;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Takes over a pack's questions, all or none: with one conflict, nothing is written. Repeating
     * it changes nothing. Instances that load at the same time take turns.
     *
     * @param actor who imports it
     * @param dryRun only tells what would happen
     */
    public Uni<List<PublishOutcome>> publish(
            Actor actor, String packId, List<CuratedQuestion> pack, boolean dryRun) {
        return Panache.withTransaction(
                () ->
                        turn().chain(() -> plan(packId, pack))
                                .chain(
                                        planned ->
                                                dryRun
                                                                || planned.stream()
                                                                        .anyMatch(
                                                                                PublishOutcome
                                                                                                .Conflict
                                                                                                .class
                                                                                        ::isInstance)
                                                        ? Uni.createFrom().item(planned)
                                                        : apply(actor, packId, pack, planned)
                                                                .replaceWith(planned)));
    }

    /**
     * Waits until nobody else publishes or retires, and keeps others waiting until the transaction
     * under way ends. To be taken before any row of a question or a draft is locked.
     */
    public Uni<Void> turn() {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select true from (select"
                                                    + " pg_advisory_xact_lock(hashtextextended('catalog-publish',"
                                                    + " 0))) as taken",
                                                Boolean.class)
                                        .getSingleResult())
                .replaceWithVoid();
    }

    private Uni<List<PublishOutcome>> plan(String packId, List<CuratedQuestion> pack) {
        return Multi.createFrom()
                .iterable(pack)
                .onItem()
                .transformToUniAndConcatenate(curated -> plan(packId, curated))
                .collect()
                .asList();
    }

    private Uni<PublishOutcome> plan(String packId, CuratedQuestion curated) {
        return questions
                .withSlugs(List.of(curated.slug()))
                .chain(
                        sameSlug -> {
                            if (sameSlug.stream().anyMatch(q -> !q.id().equals(curated.id()))) {
                                return Uni.createFrom()
                                        .item(
                                                new PublishOutcome.Conflict(
                                                        curated.id(),
                                                        "The slug \"%s\" belongs to the question \"%s\"."
                                                                .formatted(
                                                                        curated.slug(),
                                                                        sameSlug.getFirst().id())));
                            }
                            return questions
                                    .findById(curated.id())
                                    .map(known -> plan(packId, curated, known));
                        });
    }

    private static PublishOutcome plan(
            String packId, CuratedQuestion curated, @Nullable Question known) {
        if (known == null) {
            return new PublishOutcome.Added(curated.id());
        }
        if (!known.packId().equals(packId)) {
            return new PublishOutcome.Conflict(
                    curated.id(),
                    "The question belongs to the pack \"%s\".".formatted(known.packId()));
        }
        return known.says(curated.slug(), digest(json(curated.content())))
                ? new PublishOutcome.Unchanged(curated.id())
                : new PublishOutcome.Changed(curated.id(), known.latestVersion() + 1);
    }

    private Uni<Void> apply(
            Actor actor, String packId, List<CuratedQuestion> pack, List<PublishOutcome> planned) {
        return Multi.createFrom()
                .range(0, pack.size())
                .onItem()
                .transformToUniAndConcatenate(
                        i ->
                                switch (planned.get(i)) {
                                    case PublishOutcome.Added added ->
                                            reserve(
                                                            actor,
                                                            added.questionId(),
                                                            pack.get(i).slug(),
                                                            packId)
                                                    .chain(() -> imported(actor, pack.get(i)));
                                    case PublishOutcome.Changed changed ->
                                            imported(actor, pack.get(i));
                                    case PublishOutcome.Unchanged unchanged ->
                                            Uni.createFrom().voidItem();
                                    case PublishOutcome.Kept kept -> Uni.createFrom().voidItem();
                                    case PublishOutcome.Broken broken ->
                                            throw new IllegalStateException(
                                                    "Whoever calls has looked at what they say");
                                    case PublishOutcome.Conflict conflict ->
                                            throw new IllegalStateException(
                                                    "A pack with a conflict is never applied");
                                })
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> imported(Actor actor, CuratedQuestion curated) {
        return publishNext(actor, curated, null)
                .chain(
                        version ->
                                audit.add(
                                        actor,
                                        AuditAction.IMPORTED,
                                        curated.id(),
                                        curated.content().title(),
                                        "Imported as version " + version + "."));
    }

    /** A question of which nothing is published yet; its id and slug are taken from now on. */
    public Uni<Void> reserve(Actor actor, String id, String slug, String packId) {
        return questions
                .persist(new Question(id, slug, packId, actor, clock.instant()))
                .replaceWithVoid();
    }

    /**
     * Publishes the next version of a question that is there, and offers it again if it was
     * retired. Within the transaction under way, after {@link #turn}; the caller has made sure of
     * the slug, and writes the audit entry.
     *
     * @return its number
     */
    public Uni<Integer> publishNext(Actor actor, CuratedQuestion curated, @Nullable String note) {
        var json = json(curated.content());
        var now = clock.instant();
        return questions
                .findById(curated.id())
                .chain(
                        question -> {
                            question.revise(curated.slug(), digest(json), actor, now);
                            return versions.persist(
                                            new QuestionVersion(
                                                    question,
                                                    curated.content(),
                                                    json,
                                                    actor,
                                                    note,
                                                    now))
                                    .chain(
                                            () ->
                                                    outbox.append(
                                                            QuestionPublished.TOPIC,
                                                            question.id(),
                                                            QuestionPublished.TYPE,
                                                            new QuestionPublished(
                                                                    question.id(),
                                                                    question.slug(),
                                                                    question.latestVersion(),
                                                                    now,
                                                                    curated.content())))
                                    .replaceWith(question.latestVersion());
                        });
    }

    /** No longer offers the question, which is offered; as {@link #publishNext}. */
    public Uni<Void> retire(Actor actor, String id, String reason) {
        var now = clock.instant();
        return questions
                .findById(id)
                .chain(
                        question -> {
                            question.retire(reason, actor, now);
                            return outbox.append(
                                    QuestionPublished.TOPIC,
                                    id,
                                    QuestionRetired.TYPE,
                                    new QuestionRetired(id, question.latestVersion(), now));
                        })
                .replaceWithVoid();
    }

    /** Puts the question into another pack; as {@link #publishNext}. */
    public Uni<Void> move(Actor actor, String id, String toPack) {
        return questions
                .findById(id)
                .invoke(question -> question.move(toPack, actor, clock.instant()))
                .replaceWithVoid();
    }

    /** What a stored version says. */
    static QuestionContent contentOf(String json) {
        try {
            return CANONICAL.readValue(json, QuestionContent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored question cannot be read", e);
        }
    }

    /** Equal for contents that say the same. */
    public static String digestOf(QuestionContent content) {
        return digest(json(content));
    }

    private static String json(QuestionContent content) {
        try {
            return CANONICAL.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A question cannot be written as JSON", e);
        }
    }

    private static String digest(String json) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(json.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
