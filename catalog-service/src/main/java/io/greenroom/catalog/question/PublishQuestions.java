package io.greenroom.catalog.question;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

/** Publishes what a pack brings: new questions, and new versions of those that changed. */
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
    private final Clock clock;

    @Inject
    PublishQuestions(Questions questions, QuestionVersions versions, Outbox outbox, Clock clock) {
        this.questions = questions;
        this.versions = versions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Takes over a pack's questions, all or none: with one conflict, nothing is written. Repeating
     * it changes nothing. Instances that load at the same time take turns.
     *
     * @param dryRun only tells what would happen
     */
    public Uni<List<PublishOutcome>> publish(
            String packId, List<CuratedQuestion> pack, boolean dryRun) {
        return Panache.withTransaction(
                () ->
                        lock().chain(() -> plan(packId, pack))
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
                                                        : apply(packId, pack, planned)
                                                                .replaceWith(planned)));
    }

    private static Uni<?> lock() {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select true from (select"
                                                    + " pg_advisory_xact_lock(hashtextextended('catalog-publish',"
                                                    + " 0))) as taken",
                                                Boolean.class)
                                        .getSingleResult());
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
            String packId,
            CuratedQuestion curated,
            @org.jspecify.annotations.Nullable Question known) {
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
                : new PublishOutcome.Changed(curated.id(), known.publishedVersion() + 1);
    }

    private Uni<Void> apply(
            String packId, List<CuratedQuestion> pack, List<PublishOutcome> planned) {
        return Multi.createFrom()
                .range(0, pack.size())
                .onItem()
                .transformToUniAndConcatenate(
                        i ->
                                switch (planned.get(i)) {
                                    case PublishOutcome.Added added -> add(packId, pack.get(i));
                                    case PublishOutcome.Changed changed -> revise(pack.get(i));
                                    case PublishOutcome.Unchanged unchanged ->
                                            Uni.createFrom().voidItem();
                                    case PublishOutcome.Conflict conflict ->
                                            throw new IllegalStateException(
                                                    "A pack with a conflict is never applied");
                                })
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> add(String packId, CuratedQuestion curated) {
        var json = json(curated.content());
        var question = new Question(curated.id(), curated.slug(), packId, digest(json));
        return questions.persist(question).chain(() -> publishVersion(question, curated, json));
    }

    private Uni<Void> revise(CuratedQuestion curated) {
        var json = json(curated.content());
        return questions
                .findById(curated.id())
                .chain(
                        question -> {
                            question.revise(curated.slug(), digest(json));
                            return publishVersion(question, curated, json);
                        });
    }

    private Uni<Void> publishVersion(Question question, CuratedQuestion curated, String json) {
        var now = clock.instant();
        var version =
                new QuestionVersion(
                        question.id(), question.publishedVersion(), curated.content(), json, now);
        return versions.persist(version)
                .chain(
                        () ->
                                outbox.append(
                                        QuestionPublished.TOPIC,
                                        question.id(),
                                        QuestionPublished.TYPE,
                                        new QuestionPublished(
                                                question.id(),
                                                question.slug(),
                                                question.publishedVersion(),
                                                now,
                                                curated.content())))
                .replaceWithVoid();
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
