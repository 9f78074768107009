package io.greenroom.catalog.curation;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.audit.AuditAction;
import io.greenroom.catalog.audit.AuditLog;
import io.greenroom.catalog.lint.Finding;
import io.greenroom.catalog.lint.RubricLint;
import io.greenroom.catalog.question.CuratedQuestion;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.question.PublishOutcome;
import io.greenroom.catalog.question.PublishQuestions;
import io.greenroom.catalog.question.QuestionHistory;
import io.greenroom.catalog.question.QuestionState;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what files of the content directory say, but never writes over what was edited in the
 * database: a file is applied only while the database still holds what the file said last. What
 * differs otherwise is kept on both sides and reported ({@link Reconciliation}). Four eyes have
 * seen a file where it is kept, like code; the linter reads it here as well.
 */
@ApplicationScoped
public class TakeFiles {
    private final QuestionHistory history;
    private final PublishQuestions publish;
    private final FileQuestions files;
    private final RubricLint lint;
    private final AuditLog audit;
    private final Clock clock;

    @Inject
    TakeFiles(
            QuestionHistory history,
            PublishQuestions publish,
            FileQuestions files,
            RubricLint lint,
            AuditLog audit,
            Clock clock) {
        this.history = history;
        this.publish = publish;
        this.files = files;
        this.lint = lint;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Takes over a file's pack, or nothing of it when there is a conflict. Instances that start at
     * the same time take turns, and the second finds nothing left to do.
     *
     * @param source the file
     */
    public Uni<List<PublishOutcome>> take(
            String source, String packId, List<CuratedQuestion> pack) {
        return Panache.withTransaction(
                () ->
                        publish.turn()
                                .chain(
                                        () ->
                                                Multi.createFrom()
                                                        .iterable(pack)
                                                        .onItem()
                                                        .transformToUniAndConcatenate(
                                                                says -> plan(packId, says))
                                                        .collect()
                                                        .asList())
                                .call(
                                        planned ->
                                                planned.stream().anyMatch(TakeFiles::isInTheWay)
                                                        ? Uni.createFrom().voidItem()
                                                        : apply(source, packId, pack, planned)));
    }

    private static boolean isInTheWay(PublishOutcome outcome) {
        return outcome instanceof PublishOutcome.Conflict
                || outcome instanceof PublishOutcome.Broken;
    }

    /**
     * All files have been read.
     *
     * @param since when reading began: what was not seen since is in no file any more
     * @param unreadable files of which nothing is known, so what they have had stays
     */
    public Uni<Void> finished(Instant since, List<String> unreadable) {
        return Panache.withTransaction(
                () ->
                        Panache.getSession()
                                .chain(
                                        session ->
                                                session.createNativeQuery(
                                                                """
                                                                update content_file_question set present = false
                                                                where present and seen_at < :since
                                                                    and not source = any(string_to_array(:unreadable, chr(10)))
                                                                """)
                                                        .setParameter(
                                                                "since",
                                                                since.atOffset(ZoneOffset.UTC))
                                                        .setParameter(
                                                                "unreadable",
                                                                String.join("\n", unreadable))
                                                        .executeUpdate()
                                                        .chain(
                                                                () ->
                                                                        session.createNativeQuery(
                                                                                        """
                                                                                        insert into content_reading (one, read_at)
                                                                                        values (true, :now)
                                                                                        on conflict (one) do update
                                                                                        set read_at = excluded.read_at
                                                                                        """)
                                                                                .setParameter(
                                                                                        "now",
                                                                                        clock.instant()
                                                                                                .atOffset(
                                                                                                        ZoneOffset
                                                                                                                .UTC))
                                                                                .executeUpdate()))
                                .replaceWithVoid());
    }

    private Uni<PublishOutcome> plan(String packId, CuratedQuestion says) {
        return history.ownerOf(says.slug())
                .chain(
                        owner ->
                                owner.isPresent() && !owner.get().equals(says.id())
                                        ? Uni.createFrom()
                                                .<PublishOutcome>item(
                                                        new PublishOutcome.Conflict(
                                                                says.id(),
                                                                "The slug \"%s\" belongs to the question \"%s\"."
                                                                        .formatted(
                                                                                says.slug(),
                                                                                owner.get())))
                                        : history.lock(says.id())
                                                .chain(
                                                        question ->
                                                                files.findById(says.id())
                                                                        .map(
                                                                                file ->
                                                                                        plan(
                                                                                                packId,
                                                                                                says,
                                                                                                question,
                                                                                                file))));
    }

    private PublishOutcome plan(
            String packId,
            CuratedQuestion says,
            Optional<QuestionState> known,
            @Nullable FileQuestion file) {
        if (known.isEmpty()) {
            return unlessBroken(says, new PublishOutcome.Added(says.id()));
        }
        var question = known.get();
        boolean wasMoved = file != null && file.packId().equals(packId);
        if (!question.packId().equals(packId) && !wasMoved) {
            return new PublishOutcome.Conflict(
                    says.id(),
                    "The question belongs to the pack \"%s\".".formatted(question.packId()));
        }
        if (question.slug().equals(says.slug())
                && question.digest().equals(PublishQuestions.digestOf(says.content()))) {
            return new PublishOutcome.Unchanged(says.id());
        }
        return file != null && file.isStillHeldBy(question)
                ? unlessBroken(
                        says, new PublishOutcome.Changed(says.id(), question.latestVersion() + 1))
                : new PublishOutcome.Kept(says.id());
    }

    /**
     * Looks only at what would be published now, so that a start with nothing new costs nothing.
     */
    private PublishOutcome unlessBroken(CuratedQuestion says, PublishOutcome outcome) {
        var errors = lint.inTheWay(DraftContent.of(says.content()));
        return errors.isEmpty()
                ? outcome
                : new PublishOutcome.Broken(
                        says.id(), errors.stream().map(Finding::asError).toList());
    }

    private Uni<Void> apply(
            String source,
            String packId,
            List<CuratedQuestion> pack,
            List<PublishOutcome> planned) {
        return Multi.createFrom()
                .range(0, pack.size())
                .onItem()
                .transformToUniAndConcatenate(
                        i -> {
                            var says = pack.get(i);
                            return (switch (planned.get(i)) {
                                        case PublishOutcome.Added added ->
                                                publish.reserve(
                                                                Actor.CONTENT,
                                                                says.id(),
                                                                says.slug(),
                                                                packId)
                                                        .chain(() -> next(source, says))
                                                        .replaceWith(true);
                                        case PublishOutcome.Changed changed ->
                                                next(source, says).replaceWith(true);
                                        case PublishOutcome.Unchanged unchanged ->
                                                Uni.createFrom().item(true);
                                        case PublishOutcome.Kept kept ->
                                                Uni.createFrom().item(false);
                                        case PublishOutcome.Broken broken -> throw neverApplied();
                                        case PublishOutcome.Conflict conflict ->
                                                throw neverApplied();
                                    })
                                    .chain(agrees -> remember(source, packId, says, agrees));
                        })
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static IllegalStateException neverApplied() {
        return new IllegalStateException("A pack with a question in the way is never applied");
    }

    private Uni<Void> next(String source, CuratedQuestion says) {
        return publish.publishNext(Actor.CONTENT, says, null)
                .chain(
                        version ->
                                audit.add(
                                        Actor.CONTENT,
                                        AuditAction.FILE_APPLIED,
                                        says.id(),
                                        says.content().title(),
                                        "Took over %s as version %d.".formatted(source, version)));
    }

    private Uni<Void> remember(String source, String packId, CuratedQuestion says, boolean agrees) {
        var now = clock.instant();
        return files.findById(says.id())
                .chain(
                        known -> {
                            if (known == null) {
                                var file = new FileQuestion(source, packId, says, now);
                                if (agrees) {
                                    file.taken();
                                }
                                return files.persist(file);
                            }
                            known.says(source, packId, says, now);
                            if (agrees) {
                                known.taken();
                            }
                            return Uni.createFrom().item(known);
                        })
                .replaceWithVoid();
    }
}
