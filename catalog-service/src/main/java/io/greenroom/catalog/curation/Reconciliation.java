package io.greenroom.catalog.curation;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.audit.AuditAction;
import io.greenroom.catalog.audit.AuditLog;
import io.greenroom.catalog.question.CuratedQuestion;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.question.PublishQuestions;
import io.greenroom.catalog.question.QuestionEdition;
import io.greenroom.catalog.question.QuestionHistory;
import io.greenroom.catalog.question.QuestionState;
import io.greenroom.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where files and database say different things, and what a person decides about it. Neither is
 * ever written over the other by itself.
 */
@ApplicationScoped
class Reconciliation {
    private final QuestionHistory history;
    private final PublishQuestions publish;
    private final PublishableContent publishable;
    private final FileQuestions files;
    private final AuditLog audit;
    private final Clock clock;

    @Inject
    Reconciliation(
            QuestionHistory history,
            PublishQuestions publish,
            PublishableContent publishable,
            FileQuestions files,
            AuditLog audit,
            Clock clock) {
        this.history = history;
        this.publish = publish;
        this.publishable = publishable;
        this.files = files;
        this.audit = audit;
        this.clock = clock;
    }

    /** All differences, by pack and question. Needs a session. */
    Uni<ReconciliationView> differences() {
        return checkedAt()
                .chain(
                        checkedAt ->
                                checkedAt.isEmpty()
                                        ? Uni.createFrom()
                                                .item(new ReconciliationView(null, List.of()))
                                        : differing()
                                                .chain(
                                                        ids ->
                                                                Multi.createFrom()
                                                                        .iterable(ids)
                                                                        .onItem()
                                                                        .transformToUniAndConcatenate(
                                                                                this::difference)
                                                                        .collect()
                                                                        .asList())
                                                .map(
                                                        found ->
                                                                new ReconciliationView(
                                                                        checkedAt.get(),
                                                                        found.stream()
                                                                                .flatMap(
                                                                                        Optional
                                                                                                ::stream)
                                                                                .toList())));
    }

    private static Uni<Optional<Instant>> checkedAt() {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select read_at from content_reading",
                                                Instant.class)
                                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /** Ids of the questions that are not the same on both sides, without reading what they say. */
    private static Uni<List<String>> differing() {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select q.id from question q
                                                left join content_file_question f on f.question_id = q.id and f.present
                                                where case when f.question_id is null then q.published_version > 0
                                                    else q.published_version = 0 or q.slug <> f.slug
                                                        or q.digest <> f.digest or q.pack_id <> f.pack_id end
                                                order by q.pack_id, q.id
                                                """,
                                                String.class)
                                        .getResultList());
    }

    private Uni<Optional<ReconciliationView.Difference>> difference(String id) {
        return history.find(id)
                .map(CurateQuestions::found)
                .chain(
                        question ->
                                files.findById(id)
                                        .chain(
                                                file ->
                                                        history.version(
                                                                        id,
                                                                        question.latestVersion())
                                                                .map(
                                                                        edition ->
                                                                                difference(
                                                                                        question,
                                                                                        file,
                                                                                        edition))));
    }

    private static Optional<ReconciliationView.Difference> difference(
            QuestionState question,
            @Nullable FileQuestion file,
            Optional<QuestionEdition> edition) {
        boolean accepted = file != null && file.isAccepted(question);
        var content = edition.map(QuestionEdition::content).map(DraftContent::of).orElse(null);
        if (file == null || !file.isPresent()) {
            if (!question.isOffered()) {
                return Optional.empty();
            }
            return Optional.of(
                    new ReconciliationView.Difference(
                            question.id(),
                            question.packId(),
                            titleOf(content),
                            null,
                            ReconciliationView.Kind.ONLY_IN_DATABASE,
                            accepted,
                            "No file has it.",
                            List.of()));
        }
        if (question.isOffered()
                && file.equalsThat(question)
                && file.packId().equals(question.packId())) {
            return Optional.empty();
        }
        if (!question.isOffered()) {
            return Optional.of(
                    new ReconciliationView.Difference(
                            question.id(),
                            file.packId(),
                            titleOf(file.content()),
                            file.source(),
                            ReconciliationView.Kind.ONLY_IN_FILES,
                            accepted,
                            question.isRetired()
                                    ? "Retired: " + question.retiredReason()
                                    : "The database has only a draft of it.",
                            List.of()));
        }
        var changes = new ArrayList<ContentChange>();
        beside(changes, "/pack", "Pack", file.packId(), question.packId());
        beside(changes, "/slug", "Slug", file.slug(), question.slug());
        if (content != null) {
            changes.addAll(ContentDiff.between(file.content(), content));
        }
        return Optional.of(
                new ReconciliationView.Difference(
                        question.id(),
                        question.packId(),
                        titleOf(content),
                        file.source(),
                        ReconciliationView.Kind.DIFFERENT,
                        accepted,
                        null,
                        changes));
    }

    private static void beside(
            List<ContentChange> changes,
            String pointer,
            String label,
            String file,
            String database) {
        if (!file.equals(database)) {
            changes.add(
                    new ContentChange(
                            pointer,
                            label,
                            ContentChange.Kind.CHANGED,
                            file,
                            database,
                            ContentDiff.words(file, database)));
        }
    }

    private static String titleOf(@Nullable DraftContent content) {
        return content == null || content.title() == null ? "" : content.title();
    }

    /** What a person has decided. */
    Uni<Void> settle(Actor actor, String id, ReconciliationView.Side take) {
        return Panache.withTransaction(
                () ->
                        publish.turn()
                                .chain(() -> history.lock(id))
                                .chain(
                                        known ->
                                                known.isEmpty()
                                                        ? Uni.createFrom()
                                                                .item(
                                                                        Optional
                                                                                .<ReconciliationView
                                                                                                .Difference>
                                                                                        empty())
                                                        : difference(id))
                                .map(
                                        difference ->
                                                difference.orElseThrow(
                                                        () ->
                                                                ProblemException.of(
                                                                        CurationProblem
                                                                                .DIFFERENCE_NOT_FOUND,
                                                                        "There is nothing to"
                                                                                + " decide.")))
                                .chain(
                                        difference ->
                                                history.find(id)
                                                        .map(CurateQuestions::found)
                                                        .chain(
                                                                question ->
                                                                        files.findById(id)
                                                                                .chain(
                                                                                        file ->
                                                                                                settle(
                                                                                                        actor,
                                                                                                        take,
                                                                                                        difference,
                                                                                                        question,
                                                                                                        file)))));
    }

    private Uni<Void> settle(
            Actor actor,
            ReconciliationView.Side take,
            ReconciliationView.Difference difference,
            QuestionState question,
            @Nullable FileQuestion file) {
        var deed =
                switch (take) {
                    case DATABASE -> accept(question, file);
                    case FILES ->
                            file == null || !file.isPresent()
                                    ? publish.retire(
                                            actor, question.id(), "Not in the content directory")
                                    : takeFile(actor, question, file);
                };
        return deed.chain(
                () ->
                        audit.add(
                                actor,
                                AuditAction.DIFFERENCE_SETTLED,
                                question.id(),
                                difference.title(),
                                take == ReconciliationView.Side.FILES
                                        ? "Took what the files say."
                                        : "Kept what the database says."));
    }

    private Uni<Void> accept(QuestionState question, @Nullable FileQuestion file) {
        if (file != null) {
            file.accept(question);
            return Uni.createFrom().voidItem();
        }
        var absent = FileQuestion.absent(question, clock.instant());
        absent.accept(question);
        return files.persist(absent).replaceWithVoid();
    }

    private Uni<Void> takeFile(Actor actor, QuestionState question, FileQuestion file) {
        return history.ownerOf(file.slug())
                .invoke(
                        owner -> {
                            if (owner.isPresent() && !owner.get().equals(question.id())) {
                                throw ProblemException.of(
                                        CurationProblem.SLUG_TAKEN,
                                        "The slug \"%s\" of the file belongs to the question \"%s\"."
                                                .formatted(file.slug(), owner.get()));
                            }
                        })
                .chain(
                        () ->
                                question.isOffered() && file.equalsThat(question)
                                        ? Uni.createFrom().voidItem()
                                        : publish.publishNext(
                                                        actor,
                                                        new CuratedQuestion(
                                                                question.id(),
                                                                file.slug(),
                                                                publishable.require(
                                                                        question.id(),
                                                                        file.slug(),
                                                                        file.content())),
                                                        "From " + file.source())
                                                .replaceWithVoid())
                .chain(
                        () ->
                                file.packId().equals(question.packId())
                                        ? Uni.createFrom().voidItem()
                                        : publish.move(actor, question.id(), file.packId()))
                .invoke(file::taken);
    }
}
