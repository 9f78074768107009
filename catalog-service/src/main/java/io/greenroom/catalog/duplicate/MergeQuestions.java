package io.greenroom.catalog.duplicate;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.audit.AuditAction;
import io.greenroom.catalog.audit.AuditLog;
import io.greenroom.catalog.curation.CurateQuestions;
import io.greenroom.catalog.curation.CurationProblem;
import io.greenroom.catalog.question.CatalogProblem;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.question.QuestionHistory;
import io.greenroom.catalog.question.QuestionState;
import io.greenroom.platform.json.StoredJson;
import io.greenroom.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges a question into another one: it is retired (or its draft given up) and points at the
 * other, whose draft takes over what only it had. All of it or nothing; what is published of the
 * other changes only when that draft is.
 */
@ApplicationScoped
class MergeQuestions {
    private final CurateQuestions curate;
    private final QuestionHistory history;
    private final Links links;
    private final AuditLog audit;
    private final StoredJson stored;

    @Inject
    MergeQuestions(
            CurateQuestions curate,
            QuestionHistory history,
            Links links,
            AuditLog audit,
            StoredJson stored) {
        this.curate = curate;
        this.history = history;
        this.links = links;
        this.audit = audit;
        this.stored = stored;
    }

    private record Pair(QuestionState gone, QuestionState kept, Union union) {}

    Uni<Merged> merge(Actor actor, String id, String into) {
        if (id.equals(into)) {
            throw ProblemException.invalid("/into", "A question cannot be merged into itself.");
        }
        return Panache.withTransaction(
                () ->
                        pair(id, into)
                                .chain(
                                        pair ->
                                                withdraw(actor, pair.gone(), into)
                                                        .chain(() -> takeOver(actor, pair))
                                                        .chain(
                                                                () ->
                                                                        links.put(
                                                                                actor,
                                                                                id,
                                                                                into,
                                                                                LinkKind
                                                                                        .DUPLICATE_OF))
                                                        .chain(() -> note(actor, id, into))
                                                        .chain(() -> revision(into))
                                                        .map(revision -> merged(pair, revision))));
    }

    private Uni<Pair> pair(String id, String into) {
        return known(id)
                .chain(
                        gone ->
                                known(into)
                                        .invoke(MergeQuestions::requireNotRetired)
                                        .chain(
                                                kept ->
                                                        content(gone)
                                                                .chain(
                                                                        old ->
                                                                                draftOrVersion(kept)
                                                                                        .map(
                                                                                                now ->
                                                                                                        new Pair(
                                                                                                                gone,
                                                                                                                kept,
                                                                                                                Union
                                                                                                                        .of(
                                                                                                                                now,
                                                                                                                                old))))));
    }

    private Uni<Void> withdraw(Actor actor, QuestionState gone, String into) {
        if (gone.isOffered()) {
            return curate.retire(actor, gone.id(), "Merged into " + into + ".");
        }
        return gone.isRetired() ? Uni.createFrom().voidItem() : curate.giveUp(actor, gone.id());
    }

    private Uni<Void> takeOver(Actor actor, Pair pair) {
        return pair.union().isEmpty()
                ? Uni.createFrom().voidItem()
                : curate.change(actor, pair.kept().id(), pair.union()::addedTo);
    }

    private Uni<Void> note(Actor actor, String id, String into) {
        return links.title(id)
                .chain(
                        title ->
                                links.title(into)
                                        .chain(
                                                other ->
                                                        audit.add(
                                                                actor,
                                                                AuditAction.MERGED,
                                                                id,
                                                                title,
                                                                "Merged into “" + other + "”.",
                                                                Map.of("into", into))));
    }

    private static Merged merged(Pair pair, @Nullable Long revision) {
        var union = pair.union();
        return new Merged(
                pair.gone().id(),
                pair.kept().id(),
                union.isEmpty() ? null : revision,
                union.topics(),
                union.companies(),
                union.covers(),
                union.references());
    }

    private Uni<QuestionState> known(String id) {
        return history.find(id)
                .map(
                        found ->
                                found.orElseThrow(
                                        () ->
                                                ProblemException.of(
                                                        CatalogProblem.QUESTION_NOT_FOUND,
                                                        "No question has the id “" + id + "”.")));
    }

    private static void requireNotRetired(QuestionState kept) {
        if (kept.isRetired()) {
            throw ProblemException.of(
                    CurationProblem.QUESTION_NOT_OFFERED,
                    "The question that is to stay is retired.");
        }
    }

    /** What was published of it last; of one that never was, its draft. */
    private Uni<DraftContent> content(QuestionState question) {
        return question.latestVersion() == 0
                ? draftOrVersion(question)
                : history.version(question.id(), question.latestVersion())
                        .map(edition -> DraftContent.of(edition.orElseThrow().content()));
    }

    private Uni<DraftContent> draftOrVersion(QuestionState question) {
        return draft(question.id(), "content", String.class)
                .chain(
                        text ->
                                text != null
                                        ? Uni.createFrom()
                                                .item(stored.read(text, DraftContent.class))
                                        : history.version(question.id(), question.latestVersion())
                                                .map(
                                                        edition ->
                                                                edition.map(
                                                                                one ->
                                                                                        DraftContent
                                                                                                .of(
                                                                                                        one
                                                                                                                .content()))
                                                                        .orElseThrow(
                                                                                () ->
                                                                                        ProblemException
                                                                                                .of(
                                                                                                        CurationProblem
                                                                                                                .DRAFT_NOT_FOUND,
                                                                                                        "It has"
                                                                                                            + " neither"
                                                                                                            + " a version"
                                                                                                            + " nor a"
                                                                                                            + " draft."))));
    }

    private static Uni<Long> revision(String id) {
        return draft(id, "revision", Long.class);
    }

    /** Null when there is no draft. */
    private static <T> Uni<T> draft(String id, String column, Class<T> type) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select "
                                                        + column
                                                        + " from question_draft where question_id ="
                                                        + " :id",
                                                type)
                                        .setParameter("id", id)
                                        .getSingleResultOrNull());
    }
}
