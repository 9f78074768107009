package io.greenroom.catalog.curation;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.audit.AuditAction;
import io.greenroom.catalog.audit.AuditLog;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.question.PublishQuestions;
import io.greenroom.catalog.question.QuestionHistory;
import io.greenroom.catalog.question.QuestionState;
import io.greenroom.platform.json.StoredJson;
import io.greenroom.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One deed on many questions in one transaction. A question that it is not allowed on is refused
 * and the others go on. What changes a text makes or edits a draft, which goes through review like
 * any other.
 */
@ApplicationScoped
class ActOnMany {
    private final CurateQuestions curate;
    private final CuratedQuestions questions;
    private final QuestionHistory history;
    private final PublishQuestions publish;
    private final Drafts drafts;
    private final BulkActions actions;
    private final AuditLog audit;
    private final StoredJson json;
    private final Clock clock;

    @Inject
    ActOnMany(
            CurateQuestions curate,
            CuratedQuestions questions,
            QuestionHistory history,
            PublishQuestions publish,
            Drafts drafts,
            BulkActions actions,
            AuditLog audit,
            StoredJson json,
            Clock clock) {
        this.curate = curate;
        this.questions = questions;
        this.history = history;
        this.publish = publish;
        this.drafts = drafts;
        this.actions = actions;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** Does it, or tells what it would do. */
    Uni<BulkItem.Result> act(Actor actor, BulkRequest request, boolean dryRun) {
        request.check(dryRun);
        var filter = request.filter();
        var ids =
                filter == null
                        ? Uni.createFrom()
                                .item(
                                        Objects.requireNonNull(request.questionIds()).stream()
                                                .distinct()
                                                .toList())
                        : questions.ids(filter.query(), BulkRequest.MOST + 1);
        return ids.invoke(
                        found -> {
                            if (found.size() > BulkRequest.MOST) {
                                throw ProblemException.invalid(
                                        "/filter",
                                        "More than %d questions fit: narrow the filter."
                                                .formatted(BulkRequest.MOST));
                            }
                        })
                .chain(
                        found ->
                                Panache.withTransaction(
                                        () ->
                                                publish.turn()
                                                        .chain(
                                                                () ->
                                                                        each(
                                                                                found,
                                                                                id ->
                                                                                        one(
                                                                                                actor,
                                                                                                request,
                                                                                                id,
                                                                                                dryRun)))
                                                        .chain(
                                                                items ->
                                                                        keep(
                                                                                actor, request,
                                                                                items, dryRun))));
    }

    private Uni<BulkItem.Result> keep(
            Actor actor, BulkRequest request, List<BulkItem.Kept> items, boolean dryRun) {
        var shown = items.stream().map(BulkItem.Kept::item).toList();
        long changed = shown.stream().filter(i -> i.outcome() == BulkItem.Outcome.CHANGED).count();
        if (dryRun || changed == 0) {
            return Uni.createFrom()
                    .item(
                            new BulkItem.Result(
                                    null, request.action().wire(), request.value(), shown));
        }
        var action =
                new BulkAction(
                        actor,
                        request.action(),
                        request.value(),
                        json.write(new BulkItem.AllKept(items)),
                        clock.instant());
        return actions.persist(action)
                .chain(
                        () ->
                                audit.add(
                                        actor,
                                        AuditAction.BULK_APPLIED,
                                        null,
                                        null,
                                        "%s on %d questions%s."
                                                .formatted(
                                                        request.action().wire(),
                                                        changed,
                                                        request.value() == null
                                                                ? ""
                                                                : ": " + request.value()),
                                        Map.of("bulk", action.id().toString())))
                .replaceWith(
                        new BulkItem.Result(
                                action.id(), request.action().wire(), request.value(), shown));
    }

    private Uni<BulkItem.Kept> one(Actor actor, BulkRequest request, String id, boolean dryRun) {
        return history.lock(id)
                .chain(
                        known ->
                                known.isEmpty()
                                        ? Uni.createFrom()
                                                .item(
                                                        new BulkItem.Kept(
                                                                BulkItem.refused(
                                                                        id,
                                                                        "",
                                                                        "There is no such"
                                                                                + " question."),
                                                                null))
                                        : one(actor, request, known.get(), dryRun));
    }

    private Uni<BulkItem.Kept> one(
            Actor actor, BulkRequest request, QuestionState question, boolean dryRun) {
        return drafts.lock(question.id())
                .chain(
                        draft ->
                                current(question, draft)
                                        .chain(
                                                content ->
                                                        one(
                                                                        actor,
                                                                        request,
                                                                        new Subject(
                                                                                question, draft,
                                                                                content),
                                                                        dryRun)
                                                                .onFailure(ProblemException.class)
                                                                .recoverWithItem(
                                                                        why ->
                                                                                new BulkItem.Kept(
                                                                                        BulkItem
                                                                                                .refused(
                                                                                                        question
                                                                                                                .id(),
                                                                                                        titleOf(
                                                                                                                content),
                                                                                                        why
                                                                                                                .getMessage()),
                                                                                        null))));
    }

    /** A question with its draft, and what the newer of both says; null when nothing does. */
    private record Subject(
            QuestionState question, @Nullable Draft draft, @Nullable DraftContent content) {
        BulkItem.Kept item(
                BulkItem.Outcome outcome,
                @Nullable String before,
                @Nullable String after,
                BulkItem.@Nullable Undo undo) {
            return new BulkItem.Kept(
                    new BulkItem(
                            question.id(), titleOf(content), outcome, before, after, null, null),
                    undo);
        }

        /** It would be published as the text is now. */
        BulkItem.Kept toBeApproved(String before, String after, long revision) {
            return new BulkItem.Kept(
                    new BulkItem(
                            question.id(),
                            titleOf(content),
                            BulkItem.Outcome.WOULD_CHANGE,
                            before,
                            after,
                            null,
                            revision),
                    null);
        }

        /** What is offered of it now. */
        String offered() {
            return question.isOffered() ? "version " + question.publishedVersion() : "not offered";
        }

        /** What would be. */
        String next() {
            return "version " + (question.latestVersion() + 1);
        }

        BulkItem.Kept published(int version) {
            return item(
                    BulkItem.Outcome.CHANGED,
                    offered(),
                    next(),
                    BulkItem.Undo.ofVersion(version, question.publishedVersion()));
        }

        BulkItem.Kept refused(String why) {
            return new BulkItem.Kept(BulkItem.refused(question.id(), titleOf(content), why), null);
        }
    }

    private Uni<BulkItem.Kept> one(
            Actor actor, BulkRequest request, Subject subject, boolean dryRun) {
        return switch (request.action()) {
            case TAG -> retag(actor, subject, request.tag(), true, dryRun);
            case UNTAG -> retag(actor, subject, request.tag(), false, dryRun);
            case RETIRE -> retire(actor, subject, request.words(), dryRun);
            case PUBLISH -> publish(actor, subject, request.value(), dryRun);
            case APPROVE_AND_PUBLISH -> approveAndPublish(actor, subject, request, dryRun);
            case MOVE -> move(actor, subject, request.tag(), dryRun);
        };
    }

    private Uni<BulkItem.Kept> retag(
            Actor actor, Subject subject, String topic, boolean add, boolean dryRun) {
        var content = subject.content();
        var draft = subject.draft();
        if (content == null) {
            return done(subject.refused("It was given up before it said anything."));
        }
        if (draft != null && draft.state() == DraftState.SCHEDULED) {
            return done(subject.refused("It is scheduled to be published."));
        }
        var topics = new ArrayList<>(content.topics());
        if (add == topics.contains(topic)) {
            return done(subject.item(BulkItem.Outcome.UNCHANGED, list(topics), list(topics), null));
        }
        var before = list(topics);
        if (add) {
            topics.add(topic);
        } else {
            topics.remove(topic);
        }
        if (dryRun) {
            return done(subject.item(BulkItem.Outcome.WOULD_CHANGE, before, list(topics), null));
        }
        var text = draft == null ? null : draft.content();
        var id = subject.question().id();
        var begun =
                draft == null
                        ? curate.startDraft(actor, id, null).chain(() -> drafts.findById(id))
                        : Uni.createFrom().item(draft);
        var changed = withTopics(content, topics);
        return begun.call(
                        own -> curate.edit(actor, own, own.slug(), changed, DraftText.of(changed)))
                .map(
                        own ->
                                subject.item(
                                        BulkItem.Outcome.CHANGED,
                                        before,
                                        list(topics),
                                        BulkItem.Undo.ofDraft(
                                                draft == null, own.revision(), text)));
    }

    private Uni<BulkItem.Kept> retire(Actor actor, Subject subject, String reason, boolean dryRun) {
        var question = subject.question();
        if (question.isRetired()) {
            return done(subject.item(BulkItem.Outcome.UNCHANGED, "retired", "retired", null));
        }
        if (!question.isOffered()) {
            return done(subject.refused("It was never published."));
        }
        if (dryRun) {
            return done(subject.item(BulkItem.Outcome.WOULD_CHANGE, "published", "retired", null));
        }
        return curate.retire(actor, question.id(), reason)
                .replaceWith(
                        subject.item(
                                BulkItem.Outcome.CHANGED,
                                "published",
                                "retired",
                                BulkItem.Undo.ofVersion(
                                        question.latestVersion(), question.publishedVersion())));
    }

    private Uni<BulkItem.Kept> publish(
            Actor actor, Subject subject, @Nullable String note, boolean dryRun) {
        if (subject.draft() == null) {
            return done(subject.item(BulkItem.Outcome.UNCHANGED, null, null, null));
        }
        return curate.readyToPublish(subject.question().id(), null)
                .chain(
                        ready ->
                                dryRun
                                        ? done(
                                                subject.item(
                                                        BulkItem.Outcome.WOULD_CHANGE,
                                                        subject.offered(),
                                                        subject.next(),
                                                        null))
                                        : curate.publishNow(actor, ready, note, Map.of())
                                                .map(subject::published));
    }

    /** What was edited since somebody read it is not what they approve. */
    private Uni<BulkItem.Kept> approveAndPublish(
            Actor actor, Subject subject, BulkRequest request, boolean dryRun) {
        if (subject.draft() == null) {
            return done(subject.item(BulkItem.Outcome.UNCHANGED, null, null, null));
        }
        var id = subject.question().id();
        return curate.readyToApprove(actor, id)
                .chain(
                        ready -> {
                            long revision = ready.draft().revision();
                            if (dryRun) {
                                return done(
                                        subject.toBeApproved(
                                                subject.offered(), subject.next(), revision));
                            }
                            var seen = request.seenOf(id);
                            if (seen == null || seen != revision) {
                                return done(
                                        subject.refused(
                                                seen == null
                                                        ? "It was not among those looked at."
                                                        : "It was edited since it was looked at."));
                            }
                            return curate.approveAndPublish(actor, ready, request.value())
                                    .map(subject::published);
                        });
    }

    private Uni<BulkItem.Kept> move(Actor actor, Subject subject, String pack, boolean dryRun) {
        var question = subject.question();
        if (question.packId().equals(pack)) {
            return done(subject.item(BulkItem.Outcome.UNCHANGED, pack, pack, null));
        }
        if (dryRun) {
            return done(subject.item(BulkItem.Outcome.WOULD_CHANGE, question.packId(), pack, null));
        }
        return move(actor, subject, pack)
                .replaceWith(
                        subject.item(
                                BulkItem.Outcome.CHANGED,
                                question.packId(),
                                pack,
                                BulkItem.Undo.ofVersion(question.latestVersion(), 0)));
    }

    private Uni<Void> move(Actor actor, Subject subject, String pack) {
        var id = subject.question().id();
        return publish.move(actor, id, pack)
                .chain(
                        () ->
                                audit.add(
                                        actor,
                                        AuditAction.MOVED,
                                        id,
                                        titleOf(subject.content()),
                                        "Moved from the pack %s to %s."
                                                .formatted(subject.question().packId(), pack)));
    }

    /** Takes it back on every question on which nothing happened since. */
    Uni<BulkItem.Result> undo(Actor actor, UUID id) {
        return Panache.withTransaction(
                () ->
                        publish.turn()
                                .chain(() -> actions.findById(id, LockModeType.PESSIMISTIC_WRITE))
                                .chain(
                                        action -> {
                                            if (action == null) {
                                                throw ProblemException.of(
                                                        CurationProblem.BULK_ACTION_NOT_FOUND,
                                                        "There is no such action.");
                                            }
                                            if (action.undoneAt() != null) {
                                                throw ProblemException.of(
                                                        CurationProblem.BULK_ACTION_UNDONE,
                                                        "%s did so.".formatted(action.undoneBy()));
                                            }
                                            return undo(actor, action);
                                        }));
    }

    private Uni<BulkItem.Result> undo(Actor actor, BulkAction action) {
        var changed =
                json.read(action.items(), BulkItem.AllKept.class).items().stream()
                        .filter(kept -> kept.undo() != null)
                        .toList();
        return each(changed, kept -> undoOne(actor, action, kept))
                .call(
                        items -> {
                            action.undo(actor, clock.instant());
                            return audit.add(
                                    actor,
                                    AuditAction.BULK_UNDONE,
                                    null,
                                    null,
                                    "Took back %s on %d of %d questions."
                                            .formatted(
                                                    action.action().wire(),
                                                    items.stream()
                                                            .filter(
                                                                    i ->
                                                                            i.outcome()
                                                                                    == BulkItem
                                                                                            .Outcome
                                                                                            .CHANGED)
                                                            .count(),
                                                    items.size()),
                                    Map.of("bulk", action.id().toString()));
                        })
                .map(items -> new BulkItem.Result(action.id(), "undo", action.value(), items));
    }

    private Uni<BulkItem> undoOne(Actor actor, BulkAction action, BulkItem.Kept kept) {
        var item = kept.item();
        var undo = Objects.requireNonNull(kept.undo());
        return history.lock(item.questionId())
                .map(CurateQuestions::found)
                .chain(
                        question ->
                                drafts.lock(question.id())
                                        .chain(
                                                draft ->
                                                        current(question, draft)
                                                                .chain(
                                                                        content ->
                                                                                takeBack(
                                                                                        actor,
                                                                                        action,
                                                                                        item,
                                                                                        undo,
                                                                                        new Subject(
                                                                                                question,
                                                                                                draft,
                                                                                                content)))))
                .onFailure(ProblemException.class)
                .recoverWithItem(
                        why -> BulkItem.refused(item.questionId(), item.title(), why.getMessage()));
    }

    private Uni<BulkItem> takeBack(
            Actor actor, BulkAction action, BulkItem item, BulkItem.Undo undo, Subject subject) {
        var question = subject.question();
        var draft = subject.draft();
        var back =
                new BulkItem(
                        item.questionId(),
                        item.title(),
                        BulkItem.Outcome.CHANGED,
                        /* before= */ item.after(),
                        /* after= */ item.before(),
                        null,
                        null);
        var since =
                BulkItem.refused(
                        item.questionId(), item.title(), "Something else happened to it since.");
        return switch (action.action()) {
            case TAG, UNTAG -> {
                if (draft == null
                        || draft.revision() != undo.revision()
                        || draft.state() == DraftState.SCHEDULED) {
                    yield Uni.createFrom().item(since);
                }
                if (undo.startedDraft()) {
                    yield curate.discard(actor, draft).replaceWith(back);
                }
                var text = Objects.requireNonNull(undo.content());
                yield curate.edit(actor, draft, draft.slug(), DraftText.read(text), text)
                        .replaceWith(back);
            }
            case RETIRE ->
                    question.isRetired() && question.latestVersion() == undo.version()
                            ? curate.reinstate(actor, question.id()).replaceWith(back)
                            : Uni.createFrom().item(since);
            case PUBLISH, APPROVE_AND_PUBLISH -> {
                if (!question.isOffered() || question.latestVersion() != undo.version()) {
                    yield Uni.createFrom().item(since);
                }
                yield (undo.offeredBefore() == 0
                                ? curate.retire(actor, question.id(), "Publication taken back")
                                : curate.version(question.id(), undo.offeredBefore())
                                        .chain(
                                                edition ->
                                                        curate.again(
                                                                actor,
                                                                question,
                                                                edition,
                                                                AuditAction.PUBLISHED,
                                                                "Publication taken back"))
                                        .replaceWithVoid())
                        .replaceWith(back);
            }
            case MOVE ->
                    question.packId().equals(item.after())
                            ? move(actor, subject, Objects.requireNonNull(item.before()))
                                    .replaceWith(back)
                            : Uni.createFrom().item(since);
        };
    }

    private Uni<@Nullable DraftContent> current(QuestionState question, @Nullable Draft draft) {
        return draft != null
                ? Uni.createFrom().item(DraftText.read(draft.content()))
                : history.version(question.id(), question.latestVersion())
                        .map(
                                edition ->
                                        edition.map(e -> DraftContent.of(e.content()))
                                                .orElse(null));
    }

    private static <T, R> Uni<List<R>> each(List<T> items, Function<T, Uni<R>> deed) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(deed::apply)
                .collect()
                .asList();
    }

    private static <T> Uni<T> done(T item) {
        return Uni.createFrom().item(item);
    }

    private static String titleOf(@Nullable DraftContent content) {
        return content == null || content.title() == null ? "" : content.title();
    }

    private static String list(List<String> topics) {
        return String.join(", ", topics);
    }

    private static DraftContent withTopics(DraftContent content, List<String> topics) {
        return new DraftContent(
                content.title(),
                content.round(),
                topics,
                content.level(),
                content.difficulty(),
                content.minutes(),
                content.answerFormat(),
                content.codeLanguage(),
                content.starterCode(),
                content.prompt(),
                content.probe(),
                content.rubric(),
                content.redFlags(),
                content.strongAnswer(),
                content.hints(),
                content.followUps(),
                content.references(),
                content.companies(),
                content.covers());
    }
}
