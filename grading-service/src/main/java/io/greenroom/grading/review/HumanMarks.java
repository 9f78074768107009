package io.greenroom.grading.review;

import io.greenroom.grading.grade.GradeView;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The levels that people gave, beside the machine's: what calibration is made of. */
@ApplicationScoped
class HumanMarks {
    /** Adds the marks that were handed in, one row a criterion; needs a session. */
    Uni<Void> add(
            Review review,
            Question question,
            Reviewer who,
            KeptMarks kept,
            @Nullable GradeView machine,
            Instant now) {
        return Multi.createFrom()
                .iterable(question.criteria())
                .onItem()
                .transformToUniAndConcatenate(
                        criterion -> add(review, question, criterion, who, kept, machine, now))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Integer> add(
            Review review,
            Question question,
            Criterion criterion,
            Reviewer who,
            KeptMarks kept,
            @Nullable GradeView machine,
            Instant now) {
        int level =
                kept.marks().criteria().stream()
                        .filter(mark -> mark.criterionId().equals(criterion.id()))
                        .map(mark -> Objects.requireNonNull(mark.level()))
                        .findFirst()
                        .orElseThrow();
        @Nullable Integer machines =
                machine == null
                        ? null
                        : machine.criteria().stream()
                                .filter(view -> view.criterionId().equals(criterion.id()))
                                .map(GradeView.CriterionView::level)
                                .findFirst()
                                .orElse(null);
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into human_mark (source, source_id, attempt_id, candidate_id,
                                                    question_id, question_version, question_title, criterion_id,
                                                    criterion_title, reviewer, reviewer_name, level, blind,
                                                    machine_level, grader, grader_version, marked_at)
                                                values ('REVIEW', :review, :attempt, :candidate, :question, :version,
                                                    :title, :criterion, :criterionTitle, :reviewer, :name, :level,
                                                    :blind, cast(:machine as integer), :grader, :graderVersion, :now)
                                                """)
                                        .setParameter("review", review.id())
                                        .setParameter("attempt", review.attemptId())
                                        .setParameter("candidate", review.candidateId())
                                        .setParameter("question", question.id())
                                        .setParameter("version", question.version())
                                        .setParameter("title", question.title())
                                        .setParameter("criterion", criterion.id())
                                        .setParameter("criterionTitle", criterion.title())
                                        .setParameter("reviewer", who.id())
                                        .setParameter("name", who.name())
                                        .setParameter("level", level)
                                        .setParameter("blind", kept.blind())
                                        .setParameter("machine", machines)
                                        .setParameter(
                                                "grader",
                                                machine == null
                                                        ? null
                                                        : machine.provenance().grader())
                                        .setParameter(
                                                "graderVersion",
                                                machine == null
                                                        ? null
                                                        : machine.provenance().graderVersion())
                                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                                        .executeUpdate());
    }
}
