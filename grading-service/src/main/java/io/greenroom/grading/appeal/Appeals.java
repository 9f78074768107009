package io.greenroom.grading.appeal;

import io.greenroom.grading.grade.Answers;
import io.greenroom.grading.grade.GradeKind;
import io.greenroom.grading.grade.GradeView;
import io.greenroom.grading.grade.Grades;
import io.greenroom.grading.grade.RecordedGrade;
import io.greenroom.grading.grade.SubmittedAnswer;
import io.greenroom.grading.problem.GradingProblem;
import io.greenroom.grading.review.AppealDecisions;
import io.greenroom.grading.review.OpenReviews;
import io.greenroom.platform.event.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Appeals from their opening to their end. What changes is told in the same transaction. */
@ApplicationScoped
public class Appeals implements PanacheRepositoryBase<Appeal, UUID>, AppealDecisions {
    private final AppealSettings settings;
    private final Answers answers;
    private final Grades grades;
    private final OpenReviews queue;
    private final Outbox outbox;
    private final Clock clock;

    @Inject
    Appeals(
            AppealSettings settings,
            Answers answers,
            Grades grades,
            OpenReviews queue,
            Outbox outbox,
            Clock clock) {
        this.settings = settings;
        this.answers = answers;
        this.grades = grades;
        this.queue = queue;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What became of something that a candidate wanted. */
    sealed interface Outcome {
        /** The appeal as it is now. */
        record Done(AppealView appeal) implements Outcome {}

        /** It is not possible. */
        record Refused(GradingProblem problem, String detail) implements Outcome {}
    }

    /** Whether the attempt's current grade may be appealed, and why not; needs a session. */
    public Uni<AppealableView> appealable(UUID attemptId, Optional<RecordedGrade> current) {
        if (current.isEmpty()) {
            return no("There is no grade yet.");
        }
        var grade = current.get();
        var until = grade.decidedAt().plus(settings.appealWithin());
        return switch (grade.given().state()) {
            case IN_REVIEW -> no("A person is asked to look at this grade already.");
            case NOT_GRADED -> no("There is no grade; ask for it to be graded again.");
            case GRADED -> {
                if (grade.given().kind() == GradeKind.APPEAL) {
                    yield no("This grade is the decision of an appeal.");
                }
                if (clock.instant().isAfter(until)) {
                    yield no(
                            "A grade can be appealed within "
                                    + settings.appealWithin().toDays()
                                    + " days.");
                }
                // One that was decided was about a grade that another has replaced since.
                yield find("attemptId = ?1 and state = OPEN", attemptId)
                        .firstResult()
                        .map(
                                open ->
                                        open == null
                                                ? AppealableView.until(until)
                                                : AppealableView.no("Your appeal is open."));
            }
        };
    }

    /** The newest appeal of the attempt; needs a session. */
    public Uni<Optional<AppealView>> ofAttempt(UUID attemptId) {
        return find("attemptId", Sort.descending("openedAt"), attemptId)
                .firstResult()
                .chain(
                        found ->
                                found == null
                                        ? Uni.createFrom().item(Optional.empty())
                                        : view(found).map(Optional::of));
    }

    /** Appeals, newest first; needs a session. */
    PanacheQuery<Appeal> list(
            @Nullable String candidateId, Appeal.@Nullable State state, @Nullable UUID attemptId) {
        var where = new StringBuilder("1 = 1");
        var parameters = new Parameters();
        if (candidateId != null) {
            where.append(" and candidateId = :candidate");
            parameters.and("candidate", candidateId);
        }
        if (state != null) {
            where.append(" and state = :state");
            parameters.and("state", state);
        }
        if (attemptId != null) {
            where.append(" and attemptId = :attempt");
            parameters.and("attempt", attemptId);
        }
        return find(where.toString(), Sort.descending("openedAt").and("id"), parameters);
    }

    @WithTransaction
    Uni<Outcome> open(String candidateId, OpenAppeal wanted) {
        var attemptId = wanted.attemptId();
        return answers.lock(attemptId)
                .chain(
                        answer -> {
                            if (answer.isEmpty()
                                    || !answer.get().candidateId().equals(candidateId)) {
                                return refused(
                                        GradingProblem.APPEAL_NOT_FOUND,
                                        "You have no graded attempt with this id.");
                            }
                            return grades.current(attemptId)
                                    .chain(
                                            current ->
                                                    appealable(attemptId, current)
                                                            .chain(
                                                                    allowed ->
                                                                            open(
                                                                                    answer.get(),
                                                                                    current,
                                                                                    allowed,
                                                                                    wanted)));
                        });
    }

    private Uni<Outcome> open(
            SubmittedAnswer answer,
            Optional<RecordedGrade> current,
            AppealableView allowed,
            OpenAppeal wanted) {
        if (!allowed.allowed() || current.isEmpty()) {
            return refused(
                    GradingProblem.APPEAL_NOT_POSSIBLE,
                    Objects.requireNonNullElse(allowed.why(), "There is no grade yet."));
        }
        var grade = Objects.requireNonNull(current.get().given().grade());
        var known =
                grade.criteria().stream()
                        .map(GradeView.CriterionView::criterionId)
                        .collect(Collectors.toSet());
        for (var id : wanted.criteria()) {
            if (!known.contains(id)) {
                return refused(
                        GradingProblem.NOT_IN_RUBRIC,
                        "\"" + id + "\" is not a criterion of this grade.");
            }
        }
        var appeal =
                Appeal.open(
                        UUID.randomUUID(),
                        answer.attemptId(),
                        answer.candidateId(),
                        current.get().sequence(),
                        wanted.criteria().stream().distinct().toList(),
                        wanted.reason().strip(),
                        clock.instant());
        return persistAndFlush(appeal)
                .chain(() -> queue.appeal(answer, appeal.id()))
                .chain(
                        standing ->
                                tell(appeal)
                                        .replaceWith(
                                                new Outcome.Done(
                                                        AppealView.of(
                                                                appeal,
                                                                standing.dueAt(),
                                                                standing.takenUp()))));
    }

    @WithTransaction
    Uni<Outcome> withdraw(String candidateId, UUID id) {
        return attemptOf(candidateId, id)
                .chain(
                        attemptId -> {
                            if (attemptId.isEmpty()) {
                                return refused(
                                        GradingProblem.APPEAL_NOT_FOUND,
                                        "You have no appeal with this id.");
                            }
                            // The attempt's lock first, as a decision takes it.
                            return answers.lock(attemptId.get())
                                    .chain(() -> findById(id, LockModeType.PESSIMISTIC_WRITE))
                                    .chain(appeal -> withdraw(appeal));
                        });
    }

    /** Without loading the appeal: what is loaded before it is locked would not be read again. */
    private static Uni<Optional<UUID>> attemptOf(String candidateId, UUID id) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select attempt_id from appeal
                                                where id = :id and candidate_id = :candidate
                                                """,
                                                UUID.class)
                                        .setParameter("id", id)
                                        .setParameter("candidate", candidateId)
                                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    private Uni<Outcome> withdraw(Appeal appeal) {
        if (!appeal.isOpen()) {
            return refused(GradingProblem.APPEAL_TAKEN_UP, "It has ended.");
        }
        return queue.withdrawAppeal(appeal.attemptId())
                .chain(
                        withdrawn -> {
                            if (!withdrawn) {
                                return refused(
                                        GradingProblem.APPEAL_TAKEN_UP,
                                        "Somebody is looking at it already.");
                            }
                            appeal.withdraw(clock.instant());
                            return tell(appeal).chain(() -> view(appeal)).map(Outcome.Done::new);
                        });
    }

    @Override
    public Uni<Case> caseOf(UUID appealId) {
        return findById(appealId)
                .map(appeal -> new Case(appeal.criteria(), appeal.reason(), appeal.openedAt()));
    }

    @Override
    public Uni<Void> decided(UUID appealId, RecordedGrade given) {
        return findById(appealId, LockModeType.PESSIMISTIC_WRITE)
                .chain(
                        appeal ->
                                grades.history(appeal.attemptId())
                                        .chain(
                                                history -> {
                                                    appeal.decide(
                                                            differs(
                                                                    history.get(
                                                                            appeal.gradeSequence()
                                                                                    - 1),
                                                                    given),
                                                            given.sequence(),
                                                            Objects.requireNonNull(
                                                                    given.given().comment()),
                                                            clock.instant());
                                                    return tell(appeal);
                                                }));
    }

    /** The appeal as it goes over the wire; needs a session. */
    Uni<AppealView> view(Appeal appeal) {
        return queue.ofAppeal(appeal.id())
                .map(
                        standing ->
                                AppealView.of(
                                        appeal,
                                        standing.orElseThrow().dueAt(),
                                        standing.orElseThrow().takenUp()));
    }

    private static boolean differs(RecordedGrade before, RecordedGrade after) {
        return !levels(before).equals(levels(after)) || !flags(before).equals(flags(after));
    }

    private static Map<String, Integer> levels(RecordedGrade grade) {
        return Objects.requireNonNull(grade.given().grade()).criteria().stream()
                .collect(
                        Collectors.toMap(
                                GradeView.CriterionView::criterionId,
                                GradeView.CriterionView::level));
    }

    private static Set<String> flags(RecordedGrade grade) {
        return Objects.requireNonNull(grade.given().grade()).redFlags().stream()
                .map(GradeView.RedFlagView::id)
                .collect(Collectors.toSet());
    }

    private Uni<Void> tell(Appeal appeal) {
        return outbox.append(
                        Grades.REVIEWS_TOPIC,
                        appeal.attemptId().toString(),
                        AppealChanged.TYPE,
                        AppealChanged.of(appeal))
                .replaceWithVoid();
    }

    private static Uni<AppealableView> no(String why) {
        return Uni.createFrom().item(AppealableView.no(why));
    }

    private static Uni<Outcome> refused(GradingProblem problem, String detail) {
        return Uni.createFrom().item(new Outcome.Refused(problem, detail));
    }
}
