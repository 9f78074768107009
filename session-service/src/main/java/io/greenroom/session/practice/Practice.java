package io.greenroom.session.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.event.Outbox;
import io.greenroom.session.catalog.PublishedQuestions;
import io.greenroom.session.catalog.QuestionSnapshot;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate does with attempts of their own. Each method is one transaction and answers
 * after its commit. Null results mean that there is no such attempt of that candidate.
 */
@ApplicationScoped
class Practice {
    private final Attempts attempts;
    private final PublishedQuestions questions;
    private final GradeHistory history;
    private final Outbox outbox;
    private final AttemptStream stream;
    private final Clock clock;

    @Inject
    Practice(
            Attempts attempts,
            PublishedQuestions questions,
            GradeHistory history,
            Outbox outbox,
            AttemptStream stream,
            Clock clock) {
        this.attempts = attempts;
        this.questions = questions;
        this.history = history;
        this.outbox = outbox;
        this.stream = stream;
        this.clock = clock;
    }

    /** An attempt together with the question version it is about. */
    record Work(Attempt attempt, QuestionSnapshot question, Graded graded) {}

    /**
     * What was told about an attempt's grades: all of them, oldest first, and the newest appeal.
     */
    record Graded(List<ObjectNode> grades, @Nullable AppealView appeal) {
        static final Graded NOT_YET = new Graded(List.of(), null);
    }

    /** What became of a start. */
    sealed interface StartOutcome {
        /** A new draft, or the one that the same key started before. */
        record Started(Work work) implements StartOutcome {}

        /** The question is unknown or no longer offered. */
        record NoSuchQuestion() implements StartOutcome {}

        /** The key started an attempt on another question. */
        record KeyReused() implements StartOutcome {}
    }

    /** What became of an autosave, and the attempt as it is now. */
    record Saving(Attempt attempt, SaveOutcome outcome) {}

    /** What became of handing in, and the attempt as it is now. */
    record Submission(Work work, SubmitOutcome outcome) {}

    @WithTransaction
    Uni<StartOutcome> start(String candidateId, String questionId, @Nullable String key) {
        if (key == null) {
            return begin(candidateId, questionId, null);
        }
        return attempts.lockKey(candidateId, key)
                .chain(() -> attempts.startedWith(candidateId, key))
                .chain(
                        earlier -> {
                            if (earlier == null) {
                                return begin(candidateId, questionId, key);
                            }
                            return earlier.questionId().equals(questionId)
                                    ? with(earlier).map(StartOutcome.Started::new)
                                    : Uni.createFrom().item(new StartOutcome.KeyReused());
                        });
    }

    private Uni<StartOutcome> begin(String candidateId, String questionId, @Nullable String key) {
        return questions
                .offered(questionId)
                .chain(
                        question -> {
                            if (question == null) {
                                return Uni.createFrom().item(new StartOutcome.NoSuchQuestion());
                            }
                            var attempt =
                                    Attempt.start(
                                            UUID.randomUUID(),
                                            candidateId,
                                            question,
                                            key,
                                            clock.instant());
                            return attempts.persistAndFlush(attempt)
                                    .replaceWith(
                                            new StartOutcome.Started(
                                                    new Work(attempt, question, Graded.NOT_YET)));
                        });
    }

    @WithTransaction
    Uni<@Nullable Work> find(String candidateId, UUID id) {
        return attempts.of(candidateId, id).onItem().ifNotNull().transformToUni(this::with);
    }

    @WithTransaction
    Uni<@Nullable Saving> save(
            String candidateId,
            UUID id,
            String text,
            String language,
            @Nullable Long activeSeconds,
            @Nullable Long expectedRevision) {
        return attempts.lockOf(candidateId, id)
                .onItem()
                .ifNotNull()
                .transform(
                        attempt ->
                                new Saving(
                                        attempt,
                                        attempt.save(
                                                text,
                                                language,
                                                activeSeconds,
                                                expectedRevision,
                                                clock.instant())));
    }

    @WithTransaction
    Uni<@Nullable Submission> submit(
            String candidateId, UUID id, @Nullable String key, @Nullable Long expectedRevision) {
        return attempts.lockOf(candidateId, id)
                .onItem()
                .ifNotNull()
                .transformToUni(this::with)
                .onItem()
                .ifNotNull()
                .transformToUni(
                        work -> {
                            var outcome =
                                    work.attempt()
                                            .submit(
                                                    key,
                                                    expectedRevision,
                                                    clock.instant(),
                                                    work.question().startingText());
                            var done = new Submission(work, outcome);
                            return outcome instanceof SubmitOutcome.Submitted
                                    ? announce(work.attempt()).replaceWith(done)
                                    : Uni.createFrom().item(done);
                        });
    }

    private Uni<Void> announce(Attempt attempt) {
        return outbox.append(
                        AnswerSubmitted.TOPIC,
                        attempt.id().toString(),
                        AnswerSubmitted.TYPE,
                        AnswerSubmitted.of(attempt))
                .chain(() -> stream.announce(attempt.id()));
    }

    /** Throws a draft away. */
    @WithTransaction
    Uni<@Nullable DiscardOutcome> discard(String candidateId, UUID id) {
        return attempts.lockOf(candidateId, id)
                .onItem()
                .ifNotNull()
                .transformToUni(
                        attempt ->
                                attempt.isDraft()
                                        ? attempts.delete(attempt)
                                                .chain(() -> stream.announce(id))
                                                .replaceWith(new DiscardOutcome.Discarded())
                                        : Uni.createFrom()
                                                .item(
                                                        new DiscardOutcome.NotADraft(
                                                                attempt.state())));
    }

    private Uni<Work> with(Attempt attempt) {
        return questions
                .version(attempt.questionId(), attempt.questionVersion())
                .chain(
                        question ->
                                gradesOf(attempt)
                                        .map(graded -> new Work(attempt, question, graded)));
    }

    private Uni<Graded> gradesOf(Attempt attempt) {
        return switch (attempt.state()) {
            case DRAFT, SUBMITTED -> Uni.createFrom().item(Graded.NOT_YET);
            case GRADED, IN_REVIEW, NOT_GRADED, APPEALED ->
                    history.grades(attempt.id())
                            .chain(
                                    grades ->
                                            history.appeal(attempt.id())
                                                    .map(
                                                            appeal ->
                                                                    new Graded(
                                                                            grades,
                                                                            appeal.orElse(null))));
        };
    }
}
