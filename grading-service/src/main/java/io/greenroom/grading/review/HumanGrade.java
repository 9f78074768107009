package io.greenroom.grading.review;

import io.greenroom.grading.grade.GradeView;
import io.greenroom.grading.rubric.Band;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.CriterionGrade;
import io.greenroom.grading.rubric.Evidence;
import io.greenroom.grading.rubric.Feedback;
import io.greenroom.grading.rubric.FlagGrade;
import io.greenroom.grading.rubric.Grade;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.Provenance;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a grade of what a person decided: the same scale, caps and bands as the machine's. Where
 * the person keeps the machine's level, its reasons and quotes are kept with it.
 */
final class HumanGrade {
    /** Changes when the same decision would make another grade. */
    static final String VERSION = "review-1";

    private final Question question;
    private final Marks marks;
    private final @Nullable GradeView machine;
    private final Map<String, Marks.CriterionMark> own;
    private final Map<String, GradeView.CriterionView> machines;

    HumanGrade(Question question, Marks marks, @Nullable GradeView machine) {
        this.question = question;
        this.marks = marks;
        this.machine = machine;
        this.own = byId(marks.criteria(), Marks.CriterionMark::criterionId);
        this.machines =
                machine == null
                        ? Map.of()
                        : byId(machine.criteria(), GradeView.CriterionView::criterionId);
    }

    /** The grade, with every criterion of the question decided. */
    Grade of(DecideReview decide, Instant now, Duration took) {
        var decided = byId(decide.criteria(), DecideReview.CriterionDecision::criterionId);
        var criteria = new ArrayList<CriterionGrade>();
        for (var criterion : question.criteria()) {
            var decision = decided.get(criterion.id());
            if (decision == null) {
                throw new IllegalArgumentException(criterion.id() + " is not decided");
            }
            criteria.add(criterion(criterion, decision));
        }
        var wanted = new HashSet<>(decide.redFlags());
        var flags =
                question.redFlags().stream()
                        .filter(flag -> wanted.contains(flag.id()))
                        .map(flag -> new FlagGrade(flag, flagEvidence(flag.id())))
                        .toList();
        int score = Score.capped(Score.of(criteria), flags);
        var gaps = Feedback.gaps(criteria);
        return new Grade(
                score,
                Band.of(score),
                1,
                false,
                criteria,
                flags,
                Feedback.strengths(criteria),
                gaps,
                gaps.isEmpty() ? Feedback.NO_GAP_LEFT : "Work on this next: " + gaps.getFirst(),
                List.of(),
                new Provenance(
                        new GraderInfo(GraderInfo.Kind.HUMAN, VERSION, "none", null),
                        question.version(),
                        null,
                        now,
                        took));
    }

    /** Whose levels were decided for. */
    List<Decision.Decided> sources(DecideReview decide) {
        return decide.criteria().stream()
                .map(
                        decision ->
                                new Decision.Decided(
                                        decision.criterionId(),
                                        decision.level(),
                                        source(decision.criterionId(), decision.level()),
                                        decision.note()))
                .toList();
    }

    private String source(String criterionId, int level) {
        var mark = own.get(criterionId);
        var view = machines.get(criterionId);
        boolean isOwn = mark != null && mark.level() != null && mark.level() == level;
        boolean isMachines = view != null && view.level() == level;
        if (isOwn) {
            return isMachines ? "both" : "own";
        }
        return isMachines ? "ai" : "other";
    }

    private CriterionGrade criterion(Criterion criterion, DecideReview.CriterionDecision decision) {
        int level = decision.level();
        var mark = own.get(criterion.id());
        var view = machines.get(criterion.id());
        var kept = view != null && view.level() == level ? view : null;
        var evidence = new ArrayList<Evidence>();
        if (mark != null) {
            evidence.addAll(evidence(mark.evidence()));
        }
        if (kept != null) {
            evidence(kept.evidence()).stream()
                    .filter(quote -> evidence.stream().noneMatch(other -> overlaps(other, quote)))
                    .forEach(evidence::add);
        }
        var note =
                Optional.ofNullable(decision.note())
                        .filter(text -> !text.isBlank())
                        .or(
                                () ->
                                        Optional.ofNullable(mark)
                                                .filter(
                                                        given ->
                                                                given.level() != null
                                                                        && given.level() == level)
                                                .map(Marks.CriterionMark::note)
                                                .filter(text -> !text.isBlank()));
        var rationale =
                note.orElseGet(
                        () ->
                                kept != null
                                        ? kept.rationale()
                                        : "A reviewer judged this level; see the comment.");
        // What the machine missed may be there after all when a person sees more than it did.
        var missing =
                view != null && level <= view.level() && level < Criterion.MAX_LEVEL
                        ? view.missing()
                        : List.<String>of();
        return new CriterionGrade(criterion, level, 1, rationale, evidence, missing);
    }

    private List<Evidence> flagEvidence(String redFlagId) {
        for (var flag : marks.redFlags()) {
            if (flag.redFlagId().equals(redFlagId) && !flag.evidence().isEmpty()) {
                return evidence(flag.evidence());
            }
        }
        if (machine != null) {
            for (var flag : machine.redFlags()) {
                if (flag.id().equals(redFlagId)) {
                    return evidence(flag.evidence());
                }
            }
        }
        return List.of();
    }

    private static List<Evidence> evidence(List<GradeView.EvidenceView> quotes) {
        return quotes.stream()
                .map(quote -> new Evidence(quote.quote(), quote.start(), quote.end()))
                .toList();
    }

    private static boolean overlaps(Evidence a, Evidence b) {
        return a.start() < b.end() && b.start() < a.end();
    }

    private static <T> Map<String, T> byId(List<T> items, Function<T, String> id) {
        return items.stream().collect(Collectors.toMap(id, Function.identity(), (a, b) -> b));
    }
}
