package io.greenroom.catalog.exchange;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.curation.ContentChange;
import io.greenroom.catalog.curation.ContentDiff;
import io.greenroom.catalog.curation.ImportDrafts;
import io.greenroom.catalog.duplicate.Duplicate;
import io.greenroom.catalog.duplicate.FindDuplicates;
import io.greenroom.catalog.duplicate.JoinDuplicates;
import io.greenroom.catalog.duplicate.Twin;
import io.greenroom.catalog.lint.Finding;
import io.greenroom.catalog.lint.RubricLint;
import io.greenroom.catalog.question.CatalogProblem;
import io.greenroom.catalog.question.CuratedQuestion;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.question.PublishOutcome;
import io.greenroom.catalog.question.PublishQuestions;
import io.greenroom.catalog.question.QuestionHistory;
import io.greenroom.catalog.question.QuestionRules;
import io.greenroom.catalog.question.QuestionState;
import io.greenroom.platform.problem.Problem.FieldError;
import io.greenroom.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes over a file, all of it or nothing, in one transaction: reads it to see what would change,
 * and, if nothing is in the way, once more to change it. No more than some questions of it are in
 * memory at a time.
 */
@ApplicationScoped
class ImportQuestions {
    private static final int BATCH = 25;
    private static final int MOST_ERRORS = 100;

    /** What becomes of a draft that is being written, and says what the file says. */
    private static final ContentChange ASKED =
            new ContentChange(
                    "", "Review", ContentChange.Kind.CHANGED, "not asked for", "asked for", null);

    private final PublishQuestions publish;
    private final ImportDrafts drafts;
    private final QuestionHistory history;
    private final QuestionRules rules;
    private final RubricLint lint;

    /**
     * How long the rows of a file may be compared with what is here and with each other: well
     * within the time that an import is waited for.
     */
    private static final Duration COMPARING = Duration.ofMinutes(2);

    private final FindDuplicates duplicates;
    private final JoinDuplicates joining;
    private final Vertx vertx;

    @Inject
    ImportQuestions(
            PublishQuestions publish,
            ImportDrafts drafts,
            QuestionHistory history,
            QuestionRules rules,
            RubricLint lint,
            FindDuplicates duplicates,
            JoinDuplicates joining,
            Vertx vertx) {
        this.publish = publish;
        this.drafts = drafts;
        this.history = history;
        this.rules = rules;
        this.lint = lint;
        this.duplicates = duplicates;
        this.joining = joining;
        this.vertx = vertx;
    }

    /**
     * What is to be done.
     *
     * @param report where what came of it is written, as JSON
     * @param pack for questions that are new, where the file does not say
     * @param choices for rows that are not simply taken over
     */
    record Order(
            Actor actor,
            Path file,
            Path report,
            Format format,
            ImportReport.As as,
            String pack,
            ImportChoices choices,
            boolean dryRun) {}

    /**
     * Reads the file to its end, so that what is never taken is refused before anything is locked
     * or looked up.
     *
     * @return the pack of its questions, which may be named behind them; empty when it is not
     */
    static String skim(Order order) throws IOException {
        try (var reading = open(order)) {
            int rows = 0;
            while (reading.next() != null) {
                if (++rows > Bounds.ROWS) {
                    throw new Refused(
                            Refused.Kind.TOO_LARGE,
                            "A file may have at most %,d questions; this has more."
                                    .formatted(Bounds.ROWS));
                }
            }
            if (!order.format().isNative()) {
                return order.pack();
            }
            var id = reading.header().packId();
            return id == null ? "" : id;
        }
    }

    /**
     * Ends with a problem when something is in the way; a dry run reports that instead.
     *
     * @param pack as {@link #skim} found it
     */
    Uni<Void> run(Order order, String pack) {
        // Who only looks keeps nobody from publishing, however long that takes.
        return Panache.withTransaction(
                () ->
                        order.dryRun()
                                ? look(order, pack)
                                : publish.turn().chain(() -> look(order, pack)));
    }

    private Uni<Void> look(Order order, String pack) {
        return blocking(() -> new ImportFile(open(order), new RowReport(order), COMPARING))
                .chain(
                        file ->
                                look(order, pack, file)
                                        .chain(() -> blocking(() -> finish(order, pack, file)))
                                        .eventually(() -> blocking(() -> closed(file))))
                .chain(
                        taken ->
                                taken
                                        ? blocking(
                                                        () ->
                                                                new ImportFile(
                                                                        open(order),
                                                                        null,
                                                                        Duration.ZERO))
                                                .chain(
                                                        file ->
                                                                take(order, pack, file)
                                                                        .eventually(
                                                                                () ->
                                                                                        blocking(
                                                                                                () ->
                                                                                                        closed(
                                                                                                                file))))
                                        : Uni.createFrom().voidItem());
    }

    private static Codec.Reading open(Order order) throws IOException {
        var in = Files.newInputStream(order.file());
        try {
            return Codecs.of(order.format()).read(in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static boolean closed(ImportFile file) throws IOException {
        file.close();
        return true;
    }

    /** All rows, to be reported. */
    private Uni<Void> look(Order order, String pack, ImportFile file) {
        return eachBatch(
                order,
                file,
                batch ->
                        planned(order, pack, file, batch)
                                .chain(plans -> compared(order, file, plans))
                                .chain(
                                        plans ->
                                                blocking(
                                                        () -> {
                                                            file.report(plans);
                                                            return true;
                                                        })));
    }

    /**
     * Does that with the rows of a file, some at a time. None waits in a chain for the next: such a
     * chain would hold all of the file in memory.
     */
    private Uni<Void> eachBatch(
            Order order, ImportFile file, Function<List<Candidate>, Uni<?>> work) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () ->
                                blocking(() -> file.next(BATCH, order.format()))
                                        .chain(
                                                batch ->
                                                        batch.isEmpty()
                                                                ? Uni.createFrom().item(0)
                                                                : work.apply(batch)
                                                                        .chain(
                                                                                ImportQuestions
                                                                                        ::forget)
                                                                        .replaceWith(batch.size())))
                .whilst(size -> size > 0)
                .onItem()
                .ignoreAsUni();
    }

    /**
     * Ends the report.
     *
     * @return whether the file is to be taken over
     */
    private static boolean finish(Order order, String pack, ImportFile file) throws IOException {
        var errors = new ArrayList<FieldError>();
        if (order.format().isNative()) {
            errors.addAll(PackFields.errors(file.reading().packNode()));
        }
        errors.addAll(file.reading().errors());
        if (file.rows() == 0 && errors.isEmpty()) {
            errors.add(new FieldError("/questions", "The file has no questions."));
        }
        order.choices()
                .beyond(file.rows())
                .forEach(row -> errors.add(new FieldError("", "The file has no row " + row + ".")));
        var report = file.requireReport();
        report.finish(pack, errors, file.reading().remarks(), file.notComparedFrom());
        if (order.dryRun()) {
            return false;
        }
        errors.addAll(report.inTheWay());
        if (errors.isEmpty()) {
            return true;
        }
        throw ProblemException.of(
                        CatalogProblem.PACK_REFUSED,
                        errors.size() == 1
                                ? errors.getFirst().detail()
                                : errors.size() + " rules are broken.")
                .with(errors.subList(0, Math.min(errors.size(), MOST_ERRORS)));
    }

    /** All rows, to be applied. */
    private Uni<Void> take(Order order, String pack, ImportFile file) {
        return eachBatch(
                order,
                file,
                batch -> planned(order, pack, file, batch).chain(plans -> apply(order, plans)));
    }

    /** Writes what is pending, and lets go of it: a file may be larger than memory. */
    private static Uni<Void> forget() {
        return Panache.getSession()
                .chain(session -> session.flush().invoke(session::clear))
                .replaceWithVoid();
    }

    /**
     * With the questions, and the earlier rows of the file, that say nearly the same as a new one,
     * for whoever looks before.
     */
    private Uni<List<Plan>> compared(Order order, ImportFile file, List<Plan> plans) {
        var context = io.vertx.core.Vertx.currentContext();
        return Multi.createFrom()
                .iterable(plans)
                .onItem()
                .transformToUniAndConcatenate(
                        plan -> {
                            var draft = plan.draft();
                            return draft == null
                                            || !order.dryRun()
                                            || plan.row().outcome() != ImportReport.Outcome.ADDED
                                            || !file.mayCompare(plan.row().row())
                                    ? Uni.createFrom().item(plan)
                                    : compared(file, plan, draft)
                                            // Found on another thread; the session stays on its
                                            // own.
                                            .emitOn(work -> context.runOnContext(go -> work.run()));
                        })
                .collect()
                .asList();
    }

    private Uni<Plan> compared(ImportFile file, Plan plan, DraftContent draft) {
        long begun = System.nanoTime();
        return duplicates
                .quickly(draft, plan.row().questionId())
                .chain(
                        near ->
                                blocking(
                                        () ->
                                                plan.with(
                                                        near,
                                                        duplicates.twins(
                                                                plan.row().row(),
                                                                draft,
                                                                file.before()))))
                .invoke(() -> file.compared(Duration.ofNanos(System.nanoTime() - begun)));
    }

    private <T> Uni<T> blocking(java.util.concurrent.Callable<T> work) {
        return vertx.executeBlocking(work);
    }

    // --- One row

    /**
     * What is to become of a row.
     *
     * @param draft null when it is invalid
     * @param complete null when it may not be published as it is
     * @param asks the revision of the open draft that says the same, and only has to be looked at;
     *     null for all others
     * @param choice what was chosen for it; null when it is simply taken over
     */
    record Plan(
            ImportReport.Row row,
            String slug,
            String pack,
            @Nullable DraftContent draft,
            @Nullable CuratedQuestion complete,
            @Nullable Long asks,
            @Nullable Choice choice) {
        Plan with(Choice chosen) {
            return new Plan(row.with(chosen), slug, pack, draft, complete, asks, chosen);
        }

        Plan with(List<Duplicate> near, List<Twin> twins) {
            return near.isEmpty() && twins.isEmpty()
                    ? this
                    : new Plan(row.with(near, twins), slug, pack, draft, complete, asks, choice);
        }
    }

    /**
     * What a question says so far.
     *
     * @param content null when it says nothing: its only draft was given up
     * @param unreviewed the revision of a draft of which nobody has asked for a review; null
     *     without one
     */
    private record Present(
            String slug,
            String pack,
            @Nullable DraftContent content,
            @Nullable String draftAuthor,
            @Nullable Long unreviewed) {}

    private Uni<List<Plan>> planned(
            Order order, String pack, ImportFile file, List<Candidate> batch) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(candidate -> plan(order, pack, file, candidate))
                .collect()
                .asList();
    }

    private Uni<Plan> plan(Order order, String pack, ImportFile file, Candidate candidate) {
        return switch (order.choices().of(candidate.question().row())) {
            case null -> simplePlan(order, pack, file, candidate);
            case Choice.Omit omit ->
                    Uni.createFrom()
                            .item(
                                    refused(candidate, ImportReport.Outcome.OMITTED, List.of())
                                            .with(omit));
            case Choice.Link link ->
                    simplePlan(order, pack, file, candidate)
                            .chain(plan -> linked(candidate, plan, link))
                            .map(plan -> plan.with(link));
            case Choice.Merge merge ->
                    merged(order, candidate, merge).map(plan -> plan.with(merge));
        };
    }

    private Uni<Plan> linked(Candidate candidate, Plan plan, Choice.Link link) {
        if (plan.row().outcome().isInTheWay()) {
            return Uni.createFrom().item(plan);
        }
        if (link.other().equals(candidate.id())) {
            return Uni.createFrom()
                    .item(conflict(candidate, plan, "It cannot be linked with itself."));
        }
        return history.find(link.other())
                .map(
                        other -> {
                            if (other.isEmpty()) {
                                return conflict(
                                        candidate,
                                        plan,
                                        "There is no question \"%s\" to link it with."
                                                .formatted(link.other()));
                            }
                            return other.get().isRetired()
                                    ? conflict(
                                            candidate,
                                            plan,
                                            "\"%s\" is retired: link it with a question that is still in use."
                                                    .formatted(link.other()))
                                    : plan;
                        });
    }

    /** Whether the row could be published matters to nobody: what is asked and graded stays. */
    private Uni<Plan> merged(Order order, Candidate candidate, Choice.Merge merge) {
        var draft =
                candidate.errors().isEmpty()
                        ? candidate.draft(candidate.over(null, Codecs.of(order.format())))
                        : null;
        if (draft == null) {
            return Uni.createFrom()
                    .item(refused(candidate, ImportReport.Outcome.INVALID, List.of()));
        }
        return drafts.known(candidate.isNamed() ? candidate.id() : "")
                .chain(
                        own ->
                                drafts.known(merge.into())
                                        .map(
                                                kept ->
                                                        merged(
                                                                candidate,
                                                                draft,
                                                                merge,
                                                                own.isPresent(),
                                                                kept.orElse(null))));
    }

    private static Plan merged(
            Candidate candidate,
            DraftContent draft,
            Choice.Merge merge,
            boolean isHere,
            ImportDrafts.@Nullable Known kept) {
        var says = kept == null ? null : kept.content();
        var changes =
                says == null
                        ? List.<ContentChange>of()
                        : ContentDiff.between(says, JoinDuplicates.union(says, draft));
        var plan =
                new Plan(
                        row(candidate, draft.title(), ImportReport.Outcome.MERGED, changes),
                        "",
                        "",
                        draft,
                        null,
                        null,
                        merge);
        if (isHere) {
            return conflict(
                    candidate,
                    plan,
                    "There is a question \"%s\" already: merge it where it is."
                            .formatted(candidate.id()));
        }
        if (kept == null) {
            return conflict(
                    candidate,
                    plan,
                    "There is no question \"%s\" to merge it into.".formatted(merge.into()));
        }
        return kept.takesMore()
                ? plan
                : conflict(
                        candidate,
                        plan,
                        "\"%s\" takes nothing over: it is retired, scheduled, or was given up."
                                .formatted(merge.into()));
    }

    private Uni<Plan> simplePlan(Order order, String pack, ImportFile file, Candidate candidate) {
        if (!candidate.errors().isEmpty()) {
            return Uni.createFrom()
                    .item(refused(candidate, ImportReport.Outcome.INVALID, List.of()));
        }
        return present(order, candidate.id())
                .chain(
                        present -> {
                            var plan = plan(order, pack, file, candidate, present.orElse(null));
                            return plan.row().outcome().isInTheWay()
                                    ? Uni.createFrom().item(plan)
                                    : owner(plan.slug())
                                            .map(
                                                    owner ->
                                                            owner.isEmpty()
                                                                            || owner.get()
                                                                                    .equals(
                                                                                            candidate
                                                                                                    .id())
                                                                    ? plan
                                                                    : conflict(
                                                                            candidate,
                                                                            plan,
                                                                            "The slug \"%s\" belongs to the question \"%s\"."
                                                                                    .formatted(
                                                                                            plan
                                                                                                    .slug(),
                                                                                            owner
                                                                                                    .get())));
                        });
    }

    private Uni<Optional<Present>> present(Order order, String id) {
        if (order.as() != ImportReport.As.PUBLISHED) {
            return drafts.known(id)
                    .map(
                            known ->
                                    known.map(
                                            one ->
                                                    new Present(
                                                            one.slug(),
                                                            one.packId(),
                                                            one.content(),
                                                            one.draftAuthor(),
                                                            one.unreviewed())));
        }
        return history.find(id)
                .chain(
                        found ->
                                found.isEmpty()
                                        ? Uni.createFrom().item(Optional.empty())
                                        : present(found.get()));
    }

    private Uni<Optional<Present>> present(QuestionState question) {
        return history.version(question.id(), question.latestVersion())
                .map(
                        latest ->
                                Optional.of(
                                        new Present(
                                                question.slug(),
                                                question.packId(),
                                                latest.map(
                                                                edition ->
                                                                        DraftContent.of(
                                                                                edition.content()))
                                                        .orElse(null),
                                                null,
                                                null)));
    }

    /** Whose slug or id that is. */
    private Uni<Optional<String>> owner(String slug) {
        return history.ownerOf(slug)
                .chain(
                        owner ->
                                owner.isPresent()
                                        ? Uni.createFrom().item(owner)
                                        : history.find(slug)
                                                .map(found -> found.map(QuestionState::id)));
    }

    private Plan plan(
            Order order,
            String pack,
            ImportFile file,
            Candidate candidate,
            @Nullable Present present) {
        var known = present == null ? null : present.content();
        var before = known == null ? null : Candidate.tree(known);
        var content = candidate.over(before, Codecs.of(order.format()));
        var draft = candidate.draft(content);
        var slug = candidate.slug(present == null ? null : present.slug());
        if (draft != null && !Candidate.isId(slug)) {
            candidate
                    .errors()
                    .add(
                            new FieldError(
                                    "/slug",
                                    "A slug has 2 to 80 small letters, digits and single hyphens"
                                            + " between them."));
        }
        if (draft == null || !candidate.errors().isEmpty()) {
            return refused(candidate, ImportReport.Outcome.INVALID, List.of());
        }
        var changes =
                present == null || known == null
                        ? List.<ContentChange>of()
                        : changes(present, known, draft, slug);
        var asks =
                order.as() == ImportReport.As.REVIEW && present != null && changes.isEmpty()
                        ? present.unreviewed()
                        : null;
        if (asks != null) {
            changes = List.of(ASKED);
        }
        var outcome =
                known == null
                        ? ImportReport.Outcome.ADDED
                        : changes.isEmpty()
                                ? ImportReport.Outcome.UNCHANGED
                                : ImportReport.Outcome.CHANGED;
        var checked = rules.check(candidate.id(), slug, draft);
        if (checked instanceof QuestionRules.Checked.Broken broken) {
            candidate.errors().addAll(broken.errors());
        }
        if (outcome != ImportReport.Outcome.UNCHANGED && file.isReported()) {
            addWhatTheLinterSays(candidate, draft);
        }
        if (order.as().isToBePublished() && !candidate.errors().isEmpty()) {
            return refused(candidate, ImportReport.Outcome.INVALID, changes);
        }
        var into = packFor(order, pack, candidate, present);
        var plan =
                new Plan(
                        row(candidate, draft.title(), outcome, changes),
                        slug,
                        into,
                        draft,
                        checked instanceof QuestionRules.Checked.Complete complete
                                ? new CuratedQuestion(candidate.id(), slug, complete.content())
                                : null,
                        asks,
                        null);
        var reason = file.sameBefore(candidate.id(), slug, candidate.question().row());
        if (reason == null) {
            reason = conflict(order, candidate, plan, present);
        }
        return reason == null ? plan : conflict(candidate, plan, reason);
    }

    /** Where it says no more than that a rule is broken, the rule has said so already. */
    private void addWhatTheLinterSays(Candidate candidate, DraftContent draft) {
        var said = candidate.errors().stream().map(FieldError::pointer).collect(Collectors.toSet());
        lint.inTheWay(draft).stream()
                .filter(finding -> !said.contains(finding.pointer()))
                .map(Finding::asError)
                .forEach(candidate.errors()::add);
    }

    private static @Nullable String conflict(
            Order order, Candidate candidate, Plan plan, @Nullable Present present) {
        if (present == null) {
            return null;
        }
        if (order.as().isToBePublished() && !present.pack().equals(plan.pack())) {
            return "The question belongs to the pack \"%s\".".formatted(present.pack());
        }
        if (plan.row().outcome() == ImportReport.Outcome.UNCHANGED || plan.asks() != null) {
            return null;
        }
        boolean saysNothing = present.content() == null && order.as() != ImportReport.As.PUBLISHED;
        if (!candidate.isNamed() && !saysNothing) {
            return "There is a question \"%s\" already. Say this id in the file to change it."
                    .formatted(candidate.id());
        }
        return present.draftAuthor() == null
                ? null
                : "%s has a draft of it open, which is not written over."
                        .formatted(present.draftAuthor());
    }

    private static String packFor(
            Order order, String pack, Candidate candidate, @Nullable Present present) {
        var own = candidate.question().pack();
        if (own != null) {
            return own;
        }
        return present != null && !order.format().isNative() ? present.pack() : pack;
    }

    private static List<ContentChange> changes(
            Present present, DraftContent known, DraftContent content, String slug) {
        var changes = new ArrayList<ContentChange>();
        if (!present.slug().equals(slug)) {
            changes.add(
                    new ContentChange(
                            "/slug",
                            "Slug",
                            ContentChange.Kind.CHANGED,
                            present.slug(),
                            slug,
                            null));
        }
        changes.addAll(ContentDiff.between(known, content));
        return changes;
    }

    private static Plan refused(
            Candidate candidate, ImportReport.Outcome outcome, List<ContentChange> changes) {
        return new Plan(
                row(
                        candidate,
                        candidate.question().content().path("title").asText(null),
                        outcome,
                        changes),
                "",
                "",
                null,
                null,
                null,
                null);
    }

    private static Plan conflict(Candidate candidate, Plan plan, String reason) {
        candidate.errors().clear();
        candidate.errors().add(new FieldError("", reason));
        return refused(candidate, ImportReport.Outcome.CONFLICT, plan.row().changes());
    }

    private static ImportReport.Row row(
            Candidate candidate,
            @Nullable String title,
            ImportReport.Outcome outcome,
            List<ContentChange> changes) {
        var question = candidate.question();
        return new ImportReport.Row(
                question.row(),
                question.line() > 0 ? question.line() : null,
                candidate.id().isEmpty() ? null : candidate.id(),
                title,
                outcome,
                changes,
                candidate.errors(),
                candidate.remarks(),
                List.of(),
                List.of(),
                null);
    }

    // --- Applying

    private Uni<Void> apply(Order order, List<Plan> plans) {
        plans.forEach(plan -> requireStillFree(plan.row()));
        var changing =
                plans.stream()
                        .filter(
                                plan ->
                                        plan.row().outcome() == ImportReport.Outcome.ADDED
                                                || plan.row().outcome()
                                                        == ImportReport.Outcome.CHANGED)
                        .toList();
        return write(order, changing).chain(() -> join(order.actor(), plans));
    }

    /** Rows before it, or somebody else, may have begun a draft since all rows were looked at. */
    private static void requireStillFree(ImportReport.Row row) {
        if (row.outcome().isInTheWay()) {
            throw ProblemException.of(
                    CatalogProblem.PACK_REFUSED,
                    "Row %d is in the way of another one, or of what somebody does meanwhile. Nothing was taken over."
                            .formatted(row.row()));
        }
    }

    private Uni<Void> write(Order order, List<Plan> changing) {
        return order.as() != ImportReport.As.PUBLISHED
                ? Multi.createFrom()
                        .iterable(changing)
                        .onItem()
                        .transformToUniAndConcatenate(plan -> draft(order, plan))
                        .collect()
                        .asList()
                        .replaceWithVoid()
                : publish(order.actor(), changing);
    }

    /** Links and merges, with what was just written in its place. */
    private Uni<Void> join(Actor actor, List<Plan> plans) {
        return Multi.createFrom()
                .iterable(plans)
                .select()
                .where(plan -> plan.choice() != null)
                .onItem()
                .transformToUniAndConcatenate(plan -> forget().chain(() -> join(actor, plan)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> join(Actor actor, Plan plan) {
        var draft = plan.draft();
        return switch (plan.choice()) {
            case Choice.Link link ->
                    joining.link(
                            actor,
                            String.valueOf(plan.row().questionId()),
                            link.other(),
                            link.kind());
            case Choice.Merge merge when draft != null && !plan.row().changes().isEmpty() ->
                    joining.merge(actor, draft, merge.into());
            case null, default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> draft(Order order, Plan plan) {
        var actor = order.actor();
        boolean forReview = order.as() == ImportReport.As.REVIEW;
        var id = String.valueOf(plan.row().questionId());
        var draft = plan.draft();
        if (draft == null) {
            throw new IllegalStateException("A row that is invalid is never applied");
        }
        var asks = plan.asks();
        return asks != null
                ? drafts.askForReview(actor, id, asks)
                : drafts.begin(actor, id, plan.slug(), plan.pack(), draft, forReview);
    }

    private Uni<Void> publish(Actor actor, List<Plan> plans) {
        Map<String, List<CuratedQuestion>> byPack = new LinkedHashMap<>();
        for (var plan : plans) {
            var complete = plan.complete();
            if (complete == null) {
                throw new IllegalStateException("A row that is invalid is never applied");
            }
            byPack.computeIfAbsent(plan.pack(), name -> new ArrayList<>()).add(complete);
        }
        return Multi.createFrom()
                .iterable(byPack.entrySet())
                .onItem()
                .transformToUniAndConcatenate(
                        pack -> publish.publish(actor, pack.getKey(), pack.getValue(), false))
                .invoke(
                        outcomes ->
                                outcomes.forEach(
                                        outcome -> {
                                            if (outcome
                                                    instanceof PublishOutcome.Conflict conflict) {
                                                throw ProblemException.of(
                                                        CatalogProblem.PACK_REFUSED,
                                                        conflict.reason());
                                            }
                                        }))
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
