package io.greenroom.catalog.curation;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.audit.AuditAction;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.question.PublishQuestions;
import io.greenroom.catalog.question.QuestionEdition;
import io.greenroom.catalog.question.QuestionHistory;
import io.greenroom.catalog.question.QuestionState;
import io.quarkus.hibernate.reactive.panache.Panache;
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
    private final CurateQuestions curate;
    private final DraftLife life;
    private final Clock clock;

    @Inject
    ImportDrafts(
            QuestionHistory history,
            PublishQuestions publish,
            Drafts drafts,
            CurateQuestions curate,
            DraftLife life,
            Clock clock) {
        this.history = history;
        this.publish = publish;
        this.drafts = drafts;
        this.curate = curate;
        this.life = life;
        this.clock = clock;
    }

    /**
     * What a question says now, to those who edit it.
     *
     * @param content of its draft or, without one, its latest version; null when all that it ever
     *     was is a draft that was given up
     * @param draftAuthor who began its draft; null without one
     * @param unreviewed the revision of a draft of which nobody has asked for a review; null
     *     without one
     * @param takesMore whether its next draft may take over something now: it says something, is
     *     not retired, and has no draft on the schedule
     */
    public record Known(
            String slug,
            String packId,
            @Nullable DraftContent content,
            @Nullable String draftAuthor,
            @Nullable Long unreviewed,
            boolean takesMore) {}

    /** The question, if there is one of that id. */
    public Uni<Optional<Known>> known(String id) {
        return history.find(id)
                .chain(
                        found ->
                                found.isEmpty()
                                        ? Uni.createFrom().item(Optional.empty())
                                        : known(found.get()).map(Optional::of));
    }

    private Uni<Known> known(QuestionState question) {
        return drafts.findById(question.id())
                .chain(
                        draft ->
                                draft != null
                                        ? Uni.createFrom().item(known(question, draft))
                                        : history.version(question.id(), question.latestVersion())
                                                .map(latest -> known(question, latest)));
    }

    private static Known known(QuestionState question, Draft draft) {
        return new Known(
                draft.slug(),
                question.packId(),
                DraftText.read(draft.content()),
                draft.author(),
                draft.state() == DraftState.DRAFT ? draft.revision() : null,
                !question.isRetired() && draft.state() != DraftState.SCHEDULED);
    }

    private static Known known(QuestionState question, Optional<QuestionEdition> latest) {
        return new Known(
                question.slug(),
                question.packId(),
                latest.map(edition -> DraftContent.of(edition.content())).orElse(null),
                null,
                null,
                !question.isRetired() && latest.isPresent());
    }

    /**
     * Begins the next draft of a question that has none open, or the question with it; its slug is
     * free.
     *
     * @param forReview whether somebody is asked to look at it at once
     */
    public Uni<Void> begin(
            Actor actor,
            String id,
            String slug,
            String packId,
            DraftContent content,
            boolean forReview) {
        return history.find(id)
                .chain(
                        question ->
                                question.isEmpty()
                                        ? add(actor, id, slug, packId, content, forReview)
                                        : change(actor, question.get(), slug, content, forReview))
                .chain(() -> tell(actor, id, content, forReview));
    }

    private Uni<Void> add(
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
                                life.add(
                                        actor,
                                        AuditAction.CREATED,
                                        DraftStep.STARTED,
                                        id,
                                        content.title(),
                                        "Imported a new question as a draft."));
    }

    private Uni<Void> change(
            Actor actor,
            QuestionState question,
            String slug,
            DraftContent content,
            boolean forReview) {
        var base = question.latestVersion() == 0 ? null : question.latestVersion();
        return drafts.lastRevision(question.id())
                .chain(
                        revision ->
                                persist(
                                        actor,
                                        question.id(),
                                        slug,
                                        base,
                                        content,
                                        revision,
                                        forReview))
                .chain(
                        () ->
                                life.add(
                                        actor,
                                        AuditAction.DRAFT_STARTED,
                                        DraftStep.STARTED,
                                        question.id(),
                                        content.title(),
                                        "Imported a draft."));
    }

    /**
     * Has somebody look at the draft that is open and says what the file says.
     *
     * @param seen the revision of which that was found
     */
    public Uni<Void> askForReview(Actor actor, String id, long seen) {
        // It was read without a lock, which what is read already cannot get any more.
        return Panache.getSession()
                .chain(session -> session.flush().invoke(session::clear))
                .chain(() -> curate.requestReview(actor, id, seen, COMMENT));
    }

    private Uni<Void> tell(Actor actor, String id, DraftContent content, boolean forReview) {
        return forReview
                ? life.add(
                        actor,
                        AuditAction.REVIEW_REQUESTED,
                        DraftStep.REVIEW_REQUESTED,
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
