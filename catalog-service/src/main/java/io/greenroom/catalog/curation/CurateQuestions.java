package io.greenroom.catalog.curation;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.audit.AuditAction;
import io.greenroom.catalog.audit.AuditLog;
import io.greenroom.catalog.question.CatalogProblem;
import io.greenroom.catalog.question.CuratedQuestion;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.question.PublishQuestions;
import io.greenroom.catalog.question.QuestionContent;
import io.greenroom.catalog.question.QuestionEdition;
import io.greenroom.catalog.question.QuestionHistory;
import io.greenroom.catalog.question.QuestionState;
import io.greenroom.platform.json.StoredJson;
import io.greenroom.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What curators do to a question. Each deed checks first and writes then, together with its audit
 * entry, in the transaction under way or one of its own; so a refused deed has written nothing, and
 * many of them fit into one transaction.
 *
 * <p>Locks are taken in one order: the turn to publish, the question, the draft.
 */
@ApplicationScoped
public class CurateQuestions {
    /** The pack of questions that did not come from a file. */
    static final String OWN_PACK = "curated";

    /** An editor that saves every few seconds is one entry in the audit log. */
    private static final Duration ONE_EDIT = Duration.ofMinutes(10);

    private static final Duration SOONEST = Duration.ofMinutes(1);
    private static final int LONGEST_SLUG = 80;
    private static final String SLUG = "[a-z0-9]+(-[a-z0-9]+)*";

    private final QuestionHistory history;
    private final PublishQuestions publish;
    private final PublishableContent publishable;
    private final Drafts drafts;
    private final AuditLog audit;
    private final DraftLife life;
    private final DiscardedDrafts discarded;
    private final StoredJson json;
    private final FourEyes fourEyes;
    private final Clock clock;

    @Inject
    CurateQuestions(
            QuestionHistory history,
            PublishQuestions publish,
            PublishableContent publishable,
            Drafts drafts,
            AuditLog audit,
            DraftLife life,
            DiscardedDrafts discarded,
            StoredJson json,
            FourEyes fourEyes,
            Clock clock) {
        this.history = history;
        this.publish = publish;
        this.publishable = publishable;
        this.drafts = drafts;
        this.audit = audit;
        this.life = life;
        this.discarded = discarded;
        this.json = json;
        this.fourEyes = fourEyes;
        this.clock = clock;
    }

    /**
     * A new question that has only a draft.
     *
     * @param slug becomes its id too; made from the title when null
     * @return its id
     */
    public Uni<String> create(
            Actor actor, @Nullable String slug, String packId, DraftContent content) {
        if (slug != null) {
            requireSlug(slug);
        }
        return Panache.withTransaction(
                () ->
                        publish.turn()
                                .chain(
                                        () ->
                                                slug == null
                                                        ? freeSlug(slugOf(content), 1)
                                                        : requireFree(slug, null).replaceWith(slug))
                                .chain(id -> begin(actor, id, id, packId, content)));
    }

    private Uni<String> begin(
            Actor actor, String id, String slug, String packId, DraftContent content) {
        var draft =
                new Draft(
                        id, slug, null, content, DraftText.of(content), 0, actor, clock.instant());
        return publish.reserve(actor, id, slug, packId)
                .chain(() -> drafts.persist(draft))
                .chain(
                        () ->
                                life.add(
                                        actor,
                                        AuditAction.CREATED,
                                        DraftStep.STARTED,
                                        id,
                                        draft.title(),
                                        "Began a new question."))
                .replaceWith(id);
    }

    /** Changes what a question's draft says, which is begun if need be. */
    public Uni<Void> change(Actor actor, String id, UnaryOperator<DraftContent> change) {
        return Panache.withTransaction(
                () -> question(id).chain(question -> rewrite(actor, question, change)));
    }

    private Uni<Void> rewrite(
            Actor actor, QuestionState question, UnaryOperator<DraftContent> change) {
        return drafts.lock(question.id())
                .chain(
                        draft ->
                                draft != null
                                        ? Uni.createFrom().item(draft)
                                        : version(question.id(), question.latestVersion())
                                                .chain(
                                                        edition ->
                                                                startDraft(
                                                                        actor, question, edition))
                                                .chain(() -> drafts.findById(question.id())))
                .invoke(CurateQuestions::requireUnscheduled)
                .chain(
                        draft -> {
                            var slug = draft.slug();
                            var content = change.apply(DraftText.read(draft.content()));
                            var text = DraftText.of(content);
                            return draft.says(slug, text)
                                    ? Uni.createFrom().voidItem()
                                    : edit(actor, draft, slug, content, text);
                        });
    }

    /**
     * The next draft.
     *
     * @param fromVersion what it starts from; the latest version when null
     */
    public Uni<Void> startDraft(Actor actor, String id, @Nullable Integer fromVersion) {
        return Panache.withTransaction(
                () ->
                        question(id)
                                .chain(
                                        question ->
                                                requireNoDraft(id)
                                                        .chain(
                                                                () ->
                                                                        version(
                                                                                id,
                                                                                fromVersion == null
                                                                                        ? question
                                                                                                .latestVersion()
                                                                                        : fromVersion))
                                                        .chain(
                                                                edition ->
                                                                        startDraft(
                                                                                actor, question,
                                                                                edition))));
    }

    private Uni<Void> startDraft(Actor actor, QuestionState question, QuestionEdition from) {
        var content = DraftContent.of(from.content());
        boolean restores = from.version() < question.latestVersion();
        return drafts.lastRevision(question.id())
                .chain(
                        revision ->
                                drafts.persist(
                                        new Draft(
                                                question.id(),
                                                question.slug(),
                                                question.latestVersion(),
                                                content,
                                                DraftText.of(content),
                                                revision,
                                                actor,
                                                clock.instant())))
                .chain(
                        () ->
                                life.add(
                                        actor,
                                        AuditAction.DRAFT_STARTED,
                                        restores ? DraftStep.VERSION_RESTORED : DraftStep.STARTED,
                                        restores ? from.version() : null,
                                        question.id(),
                                        content.title(),
                                        restores
                                                ? "Began a draft that restores version %d."
                                                        .formatted(from.version())
                                                : "Began a draft from version %d."
                                                        .formatted(from.version()),
                                        Map.of()));
    }

    /** What came of saving. */
    record Saved(long revision, DraftState state, Instant updatedAt) {
        static Saved of(Draft draft) {
            return new Saved(draft.revision(), draft.state(), draft.updatedAt());
        }
    }

    /**
     * Saves what an editor holds; the same again changes nothing.
     *
     * @param seen the revision that the editor started from
     * @param baseVersion says that this version has been taken into account
     */
    Uni<Saved> save(
            Actor actor,
            String id,
            long seen,
            String slug,
            DraftContent content,
            @Nullable Integer baseVersion) {
        requireSlug(slug);
        var text = DraftText.of(content);
        return Panache.withTransaction(
                () ->
                        question(id)
                                .chain(
                                        question ->
                                                draft(id, seen)
                                                        .invoke(
                                                                draft -> {
                                                                    requireUnscheduled(draft);
                                                                    requireKnown(
                                                                            question, baseVersion);
                                                                })
                                                        .call(() -> requireFree(slug, id)))
                                .call(
                                        draft ->
                                                draft.says(slug, text)
                                                        ? Uni.createFrom().voidItem()
                                                        : edit(actor, draft, slug, content, text))
                                .call(draft -> rebase(actor, draft, baseVersion))
                                .map(Saved::of));
    }

    private Uni<Void> rebase(Actor actor, Draft draft, @Nullable Integer onto) {
        if (onto == null || onto.equals(draft.baseVersion())) {
            return Uni.createFrom().voidItem();
        }
        boolean dropsApproval = draft.state() == DraftState.APPROVED;
        draft.rebase(onto, actor, clock.instant());
        return dropsApproval
                ? life.add(
                        actor,
                        AuditAction.DRAFT_EDITED,
                        DraftStep.APPROVAL_DROPPED,
                        draft.questionId(),
                        draft.title(),
                        "Based the draft on version %d, which drops its approval.".formatted(onto))
                : Uni.createFrom().voidItem();
    }

    /** Makes the draft say that; the caller has looked at where it stands. */
    Uni<Void> edit(Actor actor, Draft draft, String slug, DraftContent content, String text) {
        boolean dropsApproval = draft.state() == DraftState.APPROVED;
        draft.edit(slug, content, text, actor, clock.instant());
        if (dropsApproval) {
            return life.add(
                    actor,
                    AuditAction.DRAFT_EDITED,
                    DraftStep.APPROVAL_DROPPED,
                    draft.questionId(),
                    draft.title(),
                    "Edited the draft, which drops its approval.");
        }
        return audit.goesOn(actor, AuditAction.DRAFT_EDITED, draft.questionId(), ONE_EDIT)
                .chain(
                        goesOn ->
                                goesOn
                                        ? Uni.createFrom().voidItem()
                                        : audit.add(
                                                actor,
                                                AuditAction.DRAFT_EDITED,
                                                draft.questionId(),
                                                draft.title(),
                                                "Edited the draft."));
    }

    /** Gives the draft up; the audit log keeps it. */
    Uni<Void> discard(Actor actor, String id, long seen) {
        return Panache.withTransaction(
                () ->
                        question(id)
                                .chain(() -> draft(id, seen))
                                .invoke(CurateQuestions::requireUnscheduled)
                                .chain(draft -> discard(actor, draft)));
    }

    /** Gives up the draft of a question, if it has one, whatever its revision. */
    public Uni<Void> giveUp(Actor actor, String id) {
        return Panache.withTransaction(
                () ->
                        question(id)
                                .chain(() -> drafts.lock(id))
                                .chain(
                                        draft -> {
                                            if (draft == null) {
                                                return Uni.createFrom().voidItem();
                                            }
                                            requireUnscheduled(draft);
                                            return discard(actor, draft);
                                        }));
    }

    Uni<Void> discard(Actor actor, Draft draft) {
        return life.add(
                        actor,
                        AuditAction.DRAFT_DISCARDED,
                        DraftStep.DISCARDED,
                        null,
                        draft.questionId(),
                        draft.title(),
                        "Gave the draft up.",
                        DiscardedDrafts.detail(draft))
                .chain(() -> drafts.remove(draft));
    }

    /** Brings back the draft that was given up last. */
    Uni<Void> restore(Actor actor, String id) {
        return Panache.withTransaction(
                () ->
                        question(id)
                                .chain(() -> requireNoDraft(id))
                                .chain(() -> discarded.lastOf(id))
                                .chain(
                                        kept ->
                                                kept.map(draft -> restore(actor, id, draft))
                                                        .orElseThrow(
                                                                () ->
                                                                        ProblemException.of(
                                                                                CurationProblem
                                                                                        .DRAFT_NOT_FOUND,
                                                                                "No draft of this"
                                                                                    + " question"
                                                                                    + " was given"
                                                                                    + " up."))));
    }

    private Uni<Void> restore(Actor actor, String id, DiscardedDrafts.Kept kept) {
        return drafts.lastRevision(id)
                .chain(
                        revision -> {
                            var draft =
                                    new Draft(
                                            id,
                                            kept.slug(),
                                            kept.baseVersion(),
                                            kept.content(),
                                            DraftText.of(kept.content()),
                                            revision,
                                            actor,
                                            clock.instant());
                            draft.rememberEditors(kept.editors());
                            return drafts.persist(draft);
                        })
                .chain(
                        draft ->
                                life.add(
                                        actor,
                                        AuditAction.DRAFT_RESTORED,
                                        DraftStep.BROUGHT_BACK,
                                        id,
                                        draft.title(),
                                        "Brought the draft back."));
    }

    Uni<Void> requestReview(Actor actor, String id, @Nullable Long seen, @Nullable String comment) {
        return onDraft(
                id,
                seen,
                draft -> {
                    requireState(draft, DraftState.DRAFT);
                    draft.requestReview(comment, actor, clock.instant());
                    return life.add(
                            actor,
                            AuditAction.REVIEW_REQUESTED,
                            DraftStep.REVIEW_REQUESTED,
                            id,
                            draft.title(),
                            with("Asked for review", comment));
                });
    }

    Uni<Void> withdraw(Actor actor, String id, @Nullable Long seen) {
        return onDraft(
                id,
                seen,
                draft -> {
                    requireState(draft, DraftState.IN_REVIEW, DraftState.APPROVED);
                    draft.withdraw(actor, clock.instant());
                    return life.add(
                            actor,
                            AuditAction.REVIEW_WITHDRAWN,
                            DraftStep.REVIEW_WITHDRAWN,
                            id,
                            draft.title(),
                            "Took the draft back from review.");
                });
    }

    /**
     * @param seen what was read: only that is approved
     */
    Uni<Void> approve(Actor actor, String id, long seen, @Nullable String comment) {
        return onDraft(
                id,
                seen,
                draft -> {
                    requireState(draft, DraftState.IN_REVIEW);
                    requireMayApprove(actor, draft);
                    return approve(actor, draft, comment);
                });
    }

    private Uni<Void> approve(Actor actor, Draft draft, @Nullable String comment) {
        long seen = draft.revision();
        decide(actor, draft, true, comment);
        return life.add(
                actor,
                AuditAction.APPROVED,
                DraftStep.APPROVED,
                null,
                draft.questionId(),
                draft.title(),
                with("Approved the draft", comment),
                Map.of("revision", seen));
    }

    private void requireMayApprove(Actor actor, Draft draft) {
        if (!mayApprove(actor, draft)) {
            throw ProblemException.of(
                    CurationProblem.OWN_DRAFT,
                    "You have worked on this draft: another admin has to approve it.");
        }
    }

    Uni<Void> sendBack(Actor actor, String id, @Nullable Long seen, @Nullable String comment) {
        return onDraft(
                id,
                seen,
                draft -> {
                    requireState(draft, DraftState.IN_REVIEW, DraftState.APPROVED);
                    decide(actor, draft, false, comment);
                    return life.add(
                            actor,
                            AuditAction.RETURNED,
                            DraftStep.RETURNED,
                            id,
                            draft.title(),
                            with("Sent the draft back", comment));
                });
    }

    private void decide(Actor actor, Draft draft, boolean approved, @Nullable String comment) {
        var now = clock.instant();
        var decisions = new ArrayList<>(decisions(draft));
        decisions.add(
                new ReviewDecision(
                        actor.name(),
                        now,
                        approved ? ReviewDecision.APPROVED : ReviewDecision.RETURNED,
                        draft.revision(),
                        comment));
        draft.decide(approved, json.write(new ReviewDecision.All(decisions)), actor, now);
    }

    List<ReviewDecision> decisions(Draft draft) {
        return json.read(draft.decisions(), ReviewDecision.All.class).decisions();
    }

    /** Whether this person may approve it: with four eyes nobody who worked on it may. */
    boolean mayApprove(Actor actor, Draft draft) {
        return fourEyes.letApprove(actor, draft);
    }

    /**
     * Publishes the draft as the next version.
     *
     * @return the version
     */
    Uni<Integer> publishNow(Actor actor, String id, @Nullable Long seen, @Nullable String note) {
        return Panache.withTransaction(
                () ->
                        readyToPublish(id, seen)
                                .chain(ready -> publishNow(actor, ready, note, Map.of())));
    }

    /** Publishes what is due, for whoever scheduled it; nothing when it was taken off since. */
    Uni<Boolean> publishDue(String id, Instant now) {
        return Panache.withTransaction(
                () ->
                        publish.turn()
                                .chain(() -> question(id))
                                .chain(() -> drafts.lock(id))
                                .chain(
                                        draft -> {
                                            if (draft == null
                                                    || draft.scheduledFor() == null
                                                    || now.isBefore(draft.scheduledFor())) {
                                                return Uni.createFrom().item(false);
                                            }
                                            var scheduledFor = draft.scheduledFor();
                                            return readyToPublish(id, null)
                                                    .chain(
                                                            ready ->
                                                                    publishNow(
                                                                            draft.scheduler(),
                                                                            ready,
                                                                            draft.note(),
                                                                            Map.of(
                                                                                    "scheduledFor",
                                                                                    scheduledFor
                                                                                            .toString())))
                                                    .replaceWith(true);
                                        }));
    }

    /** A due draft that cannot be published goes off the schedule, and the audit log says why. */
    Uni<Void> publicationFailed(String id, String why) {
        return onDraft(
                id,
                null,
                draft -> {
                    if (draft.state() != DraftState.SCHEDULED) {
                        return Uni.createFrom().voidItem();
                    }
                    var actor = draft.scheduler();
                    draft.unschedule(beforeSchedule(draft), actor, clock.instant());
                    return life.add(
                            actor,
                            AuditAction.PUBLICATION_FAILED,
                            DraftStep.PUBLICATION_FAILED,
                            id,
                            draft.title(),
                            "Could not be published as scheduled: " + why);
                });
    }

    Uni<Void> schedule(
            Actor actor, String id, @Nullable Long seen, Instant at, @Nullable String note) {
        var now = clock.instant();
        if (at.isBefore(now.plus(SOONEST))) {
            throw ProblemException.invalid("/at", "The time must be at least a minute ahead.");
        }
        return Panache.withTransaction(
                () ->
                        readyToPublish(id, seen)
                                .chain(
                                        ready -> {
                                            ready.draft().schedule(at, note, actor, now);
                                            return life.add(
                                                    actor,
                                                    AuditAction.SCHEDULED,
                                                    DraftStep.SCHEDULED,
                                                    id,
                                                    ready.draft().title(),
                                                    "To be published at " + at + ".");
                                        }));
    }

    Uni<Void> unschedule(Actor actor, String id) {
        return onDraft(
                id,
                null,
                draft -> {
                    requireState(draft, DraftState.SCHEDULED);
                    draft.unschedule(beforeSchedule(draft), actor, clock.instant());
                    return life.add(
                            actor,
                            AuditAction.UNSCHEDULED,
                            DraftStep.UNSCHEDULED,
                            id,
                            draft.title(),
                            "Took the draft off the schedule.");
                });
    }

    private DraftState beforeSchedule(Draft draft) {
        var decisions = decisions(draft);
        return !decisions.isEmpty()
                        && decisions.getLast().decision().equals(ReviewDecision.APPROVED)
                ? DraftState.APPROVED
                : DraftState.DRAFT;
    }

    /** Not offered any more; attempts under way keep their version. */
    public Uni<Void> retire(Actor actor, String id, String reason) {
        return Panache.withTransaction(
                () ->
                        publish.turn()
                                .chain(() -> question(id))
                                .invoke(
                                        question -> {
                                            if (!question.isOffered()) {
                                                throw ProblemException.of(
                                                        CurationProblem.QUESTION_NOT_OFFERED,
                                                        question.isRetired()
                                                                ? "It is retired."
                                                                : "It was never published.");
                                            }
                                        })
                                .chain(question -> version(id, question.latestVersion()))
                                .chain(
                                        edition ->
                                                publish.retire(actor, id, reason)
                                                        .chain(
                                                                () ->
                                                                        audit.add(
                                                                                actor,
                                                                                AuditAction.RETIRED,
                                                                                id,
                                                                                edition.content()
                                                                                        .title(),
                                                                                with(
                                                                                        "Retired",
                                                                                        reason)))));
    }

    /**
     * Offered again. As a new version that says the same, since who reads events takes a version
     * that was retired for gone.
     */
    Uni<Integer> reinstate(Actor actor, String id) {
        return Panache.withTransaction(
                () ->
                        publish.turn()
                                .chain(() -> question(id))
                                .invoke(
                                        question -> {
                                            if (!question.isRetired()) {
                                                throw ProblemException.of(
                                                        CurationProblem.QUESTION_NOT_RETIRED,
                                                        "There is nothing to take back.");
                                            }
                                        })
                                .chain(
                                        question ->
                                                version(id, question.latestVersion())
                                                        .chain(
                                                                edition ->
                                                                        again(
                                                                                actor,
                                                                                question,
                                                                                edition,
                                                                                AuditAction
                                                                                        .REINSTATED,
                                                                                "Offered again"))));
    }

    /**
     * Publishes what an earlier version said as the next one. A draft that was up to date stays so:
     * nothing new is said.
     */
    Uni<Integer> again(
            Actor actor,
            QuestionState question,
            QuestionEdition edition,
            AuditAction action,
            String what) {
        return publish.publishNext(
                        actor,
                        new CuratedQuestion(question.id(), question.slug(), edition.content()),
                        what + " from version " + edition.version())
                .call(
                        version ->
                                audit.add(
                                        actor,
                                        action,
                                        question.id(),
                                        edition.content().title(),
                                        "%s as version %d.".formatted(what, version)))
                .call(
                        version ->
                                drafts.lock(question.id())
                                        .invoke(
                                                draft -> {
                                                    if (draft != null
                                                            && edition.version()
                                                                    == question.latestVersion()
                                                            && Integer.valueOf(
                                                                            question
                                                                                    .latestVersion())
                                                                    .equals(draft.baseVersion())) {
                                                        draft.follow(version);
                                                    }
                                                }));
    }

    /** A draft of which all holds that must hold before it is published. */
    record Ready(QuestionState question, Draft draft, QuestionContent content) {}

    /** Everything that must hold before a draft is published, now or later. Takes the turn. */
    Uni<Ready> readyToPublish(String id, @Nullable Long seen) {
        return publish.turn()
                .chain(() -> question(id))
                .chain(
                        question ->
                                draft(id, seen)
                                        .call(draft -> requireFree(draft.slug(), id))
                                        .map(draft -> ready(question, draft)));
    }

    /**
     * Everything that must hold before this person approves a draft that is in review, and it is
     * published at once. One that is approved already lacks only the second. Takes the turn.
     */
    Uni<Ready> readyToApprove(Actor actor, String id) {
        return publish.turn()
                .chain(() -> question(id))
                .chain(
                        question ->
                                draft(id, null)
                                        .invoke(
                                                draft -> {
                                                    requireState(
                                                            draft,
                                                            DraftState.IN_REVIEW,
                                                            DraftState.APPROVED);
                                                    if (draft.state() == DraftState.IN_REVIEW) {
                                                        requireMayApprove(actor, draft);
                                                    }
                                                })
                                        .call(draft -> requireFree(draft.slug(), id))
                                        .map(draft -> complete(question, draft)));
    }

    /** Approves the draft, if that is still to be done, and publishes it. */
    Uni<Integer> approveAndPublish(Actor actor, Ready ready, @Nullable String note) {
        return (ready.draft().state() == DraftState.IN_REVIEW
                        ? approve(actor, ready.draft(), null)
                        : Uni.createFrom().voidItem())
                .chain(() -> publishNow(actor, ready, note, Map.of()));
    }

    private Ready ready(QuestionState question, Draft draft) {
        if (!fourEyes.letPublish(draft)) {
            throw ProblemException.of(
                    CurationProblem.NOT_APPROVED,
                    "Another admin has to approve the draft before it is published.");
        }
        return complete(question, draft);
    }

    private Ready complete(QuestionState question, Draft draft) {
        int base = draft.baseVersion() == null ? 0 : draft.baseVersion();
        if (base != question.latestVersion()) {
            throw ProblemException.of(
                            CurationProblem.DRAFT_OUTDATED,
                            "Version %d was published since. Look at the difference, and save the draft with it as its base."
                                    .formatted(question.latestVersion()))
                    .with("latestVersion", question.latestVersion());
        }
        return new Ready(
                question,
                draft,
                publishable.require(question.id(), draft.slug(), DraftText.read(draft.content())));
    }

    Uni<Integer> publishNow(
            Actor actor, Ready ready, @Nullable String note, Map<String, Object> more) {
        var draft = ready.draft();
        var detail = new LinkedHashMap<String, Object>(more);
        detail.put("author", draft.author());
        var approvals =
                decisions(draft).stream()
                        .filter(d -> d.decision().equals(ReviewDecision.APPROVED))
                        .toList();
        if (!approvals.isEmpty()) {
            detail.put("approvedBy", approvals.getLast().by());
        }
        return publish.publishNext(
                        actor,
                        new CuratedQuestion(ready.question().id(), draft.slug(), ready.content()),
                        note)
                .call(() -> drafts.remove(draft))
                .call(
                        version -> {
                            detail.put("version", version);
                            return life.add(
                                    actor,
                                    AuditAction.PUBLISHED,
                                    DraftStep.PUBLISHED,
                                    version,
                                    draft.questionId(),
                                    draft.title(),
                                    with("Published as version " + version, note),
                                    detail);
                        });
    }

    /** The question, locked; a problem when there is none. */
    Uni<QuestionState> question(String id) {
        return history.lock(id).map(CurateQuestions::found);
    }

    static QuestionState found(Optional<QuestionState> question) {
        return question.orElseThrow(
                () ->
                        ProblemException.of(
                                CatalogProblem.QUESTION_NOT_FOUND, "No question has this id."));
    }

    /** A version; a problem when there is none. */
    Uni<QuestionEdition> version(String id, int version) {
        return history.version(id, version)
                .map(
                        found ->
                                found.orElseThrow(
                                        () ->
                                                ProblemException.of(
                                                        CurationProblem.VERSION_NOT_FOUND,
                                                        "There is no version %d."
                                                                .formatted(version))));
    }

    private Uni<Void> onDraft(String id, @Nullable Long seen, Function<Draft, Uni<Void>> deed) {
        return Panache.withTransaction(
                () -> question(id).chain(() -> draft(id, seen)).chain(draft -> deed.apply(draft)));
    }

    /** The draft, locked, as the caller has seen it; null for whoever has not looked. */
    private Uni<Draft> draft(String id, @Nullable Long seen) {
        return drafts.lock(id)
                .map(
                        draft -> {
                            if (draft == null) {
                                throw ProblemException.of(
                                        CurationProblem.DRAFT_NOT_FOUND,
                                        "The question has no draft; it may have been published or"
                                                + " given up in the meantime.");
                            }
                            if (seen != null && seen != draft.revision()) {
                                throw ProblemException.of(
                                                CurationProblem.STALE_DRAFT,
                                                "%s changed it at %s. Nothing was overwritten."
                                                        .formatted(
                                                                draft.updatedBy(),
                                                                draft.updatedAt()))
                                        .with("currentRevision", draft.revision())
                                        .with("currentSlug", draft.slug())
                                        .with("currentContent", DraftText.read(draft.content()))
                                        .with("changedBy", draft.updatedBy())
                                        .with("changedAt", draft.updatedAt());
                            }
                            return draft;
                        });
    }

    private Uni<Void> requireNoDraft(String id) {
        return drafts.findById(id)
                .invoke(
                        draft -> {
                            if (draft != null) {
                                throw ProblemException.of(
                                        CurationProblem.DRAFT_EXISTS,
                                        "%s began one.".formatted(draft.author()));
                            }
                        })
                .replaceWithVoid();
    }

    private static void requireUnscheduled(Draft draft) {
        requireState(draft, DraftState.DRAFT, DraftState.IN_REVIEW, DraftState.APPROVED);
    }

    private static void requireState(Draft draft, DraftState... allowed) {
        if (!List.of(allowed).contains(draft.state())) {
            throw ProblemException.of(
                            CurationProblem.WRONG_DRAFT_STATE,
                            draft.state() == DraftState.SCHEDULED
                                    ? "It is scheduled to be published: take it off the schedule"
                                            + " first."
                                    : "It is " + draft.state().wire().replace('-', ' ') + ".")
                    .with("state", draft.state());
        }
    }

    private static void requireKnown(QuestionState question, @Nullable Integer baseVersion) {
        if (baseVersion != null && (baseVersion < 1 || baseVersion > question.latestVersion())) {
            throw ProblemException.invalid("/baseVersion", "There is no such version.");
        }
    }

    /** Whether it can be a slug, an id or a topic. */
    static boolean isSlug(String text) {
        return text.length() >= 2 && text.length() <= LONGEST_SLUG && text.matches(SLUG);
    }

    private static void requireSlug(String slug) {
        if (!isSlug(slug)) {
            throw ProblemException.invalid(
                    "/slug",
                    "A slug has 2 to 80 small letters and digits, with single hyphens between.");
        }
    }

    private Uni<Void> requireFree(String slug, @Nullable String forQuestion) {
        return owner(slug)
                .invoke(
                        owner -> {
                            if (owner != null && !owner.equals(forQuestion)) {
                                throw ProblemException.of(
                                        CurationProblem.SLUG_TAKEN,
                                        "The slug \"%s\" belongs to the question \"%s\"."
                                                .formatted(slug, owner));
                            }
                        })
                .replaceWithVoid();
    }

    /** Whose slug, or whose id, that is; null when it is free. */
    private Uni<@Nullable String> owner(String slug) {
        return history.ownerOf(slug)
                .chain(
                        owner ->
                                owner.isPresent()
                                        ? Uni.createFrom().item(owner.get())
                                        : history.find(slug)
                                                .map(
                                                        found ->
                                                                found.map(QuestionState::id)
                                                                        .orElse(null)));
    }

    private Uni<String> freeSlug(String wanted, int attempt) {
        var slug = attempt == 1 ? wanted : wanted + "-" + attempt;
        return owner(slug)
                .chain(
                        owner ->
                                owner == null
                                        ? Uni.createFrom().item(slug)
                                        : freeSlug(wanted, attempt + 1));
    }

    private static String slugOf(DraftContent content) {
        String plain =
                Normalizer.normalize(
                                content.title() == null ? "" : content.title(),
                                Normalizer.Form.NFKD)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        String cut =
                plain.length() <= LONGEST_SLUG - 10
                        ? plain
                        : plain.substring(0, LONGEST_SLUG - 10).replaceAll("-[^-]*$", "");
        return cut.length() < 2 ? "question-" + UUID.randomUUID().toString().substring(0, 8) : cut;
    }

    private static String with(String deed, @Nullable String remark) {
        return remark == null || remark.isBlank() ? deed + "." : deed + ": " + remark.strip();
    }
}
