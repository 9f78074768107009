package io.greenroom.catalog.curation;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.audit.AuditAction;
import io.greenroom.catalog.audit.AuditLog;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.question.PublishQuestions;
import io.greenroom.catalog.question.QuestionHistory;
import io.greenroom.catalog.question.QuestionState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Questions of a file as drafts. A draft that is open is never written over: whoever imports has to
 * have it published or given up first.
 *
 * <p>All of it within the transaction under way, after {@link PublishQuestions#turn}.
 */
@ApplicationScoped
public class ImportDrafts {
    private static final String COMMENT = "Imported, to be published.";

    private final QuestionHistory history;
    private final PublishQuestions publish;
    private final Drafts drafts;
    private final AuditLog audit;
    private final Clock clock;

    @Inject
    ImportDrafts(
            QuestionHistory history,
            PublishQuestions publish,
            Drafts drafts,
            AuditLog audit,
            Clock clock) {
        this.history = history;
        this.publish = publish;
        this.drafts = drafts;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What a question says now, to those who edit it.
     *
     * @param content of its draft or, without one, its latest version
     * @param draftAuthor who began its draft; null without one
     */
    public record Known(
            String slug, String packId, DraftContent content, @Nullable String draftAuthor) {}

    /** The question, if there is one of that id. */
    public Uni<Optional<Known>> known(String id) {
        return history.find(id)
                .chain(
                        found ->
                                found.isEmpty()
                                        ? Uni.createFrom().item(Optional.empty())
                                        : known(found.get()));
    }

    private Uni<Optional<Known>> known(QuestionState question) {
        return drafts.findById(question.id())
                .chain(
                        draft ->
                                draft != null
                                        ? Uni.createFrom()
                                                .item(
                                                        Optional.of(
                                                                new Known(
                                                                        draft.slug(),
                                                                        question.packId(),
                                                                        DraftText.read(
                                                                                draft.content()),
                                                                        draft.author())))
                                        : history.version(question.id(), question.latestVersion())
                                                .map(
                                                        edition ->
                                                                edition.map(
                                                                        latest ->
                                                                                new Known(
                                                                                        question
                                                                                                .slug(),
                                                                                        question
                                                                                                .packId(),
                                                                                        DraftContent
                                                                                                .of(
                                                                                                        latest
                                                                                                                .content()),
                                                                                        null))));
    }

    /**
     * Begins a question that is not there yet, with this draft; its slug is free.
     *
     * @param forReview whether somebody is asked to look at it at once
     */
    public Uni<Void> add(
            Actor actor,
            String id,
            String slug,
            String packId,
            DraftContent content,
            boolean forReview) {
        return publish.reserve(actor, id, slug, packId)
                .chain(() -> persist(actor, id, slug, null, content, 0, forReview))
                .chain(
                        () ->
                                audit.add(
                                        actor,
                                        AuditAction.CREATED,
                                        id,
                                        content.title(),
                                        "Imported a new question as a draft."))
                .chain(() -> tell(actor, id, content, forReview));
    }

    /**
     * Begins the next draft of a question that has none open; its slug is free.
     *
     * @param forReview whether somebody is asked to look at it at once
     */
    public Uni<Void> change(
            Actor actor, String id, String slug, DraftContent content, boolean forReview) {
        return history.find(id)
                .chain(
                        question ->
                                drafts.lastRevision(id)
                                        .chain(
                                                revision ->
                                                        persist(
                                                                actor,
                                                                id,
                                                                slug,
                                                                question.orElseThrow()
                                                                        .latestVersion(),
                                                                content,
                                                                revision,
                                                                forReview)))
                .chain(
                        () ->
                                audit.add(
                                        actor,
                                        AuditAction.DRAFT_STARTED,
                                        id,
                                        content.title(),
                                        "Imported a draft."))
                .chain(() -> tell(actor, id, content, forReview));
    }

    private Uni<Void> tell(Actor actor, String id, DraftContent content, boolean forReview) {
        return forReview
                ? audit.add(
                        actor,
                        AuditAction.REVIEW_REQUESTED,
                        id,
                        content.title(),
                        "Asked for review: " + COMMENT)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> persist(
            Actor actor,
            String id,
            String slug,
            @Nullable Integer baseVersion,
            DraftContent content,
            long afterRevision,
            boolean forReview) {
        var now = clock.instant();
        var draft =
                new Draft(
                        id,
                        slug,
                        baseVersion,
                        content,
                        DraftText.of(content),
                        afterRevision,
                        actor,
                        now);
        if (forReview) {
            draft.requestReview(COMMENT, actor, now);
        }
        return drafts.persist(draft).replaceWithVoid();
    }
}
