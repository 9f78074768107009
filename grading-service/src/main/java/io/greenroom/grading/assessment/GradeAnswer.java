package io.greenroom.grading.assessment;

import io.greenroom.grading.guard.Finding;
import io.greenroom.grading.guard.Guard;
import io.greenroom.grading.guard.GuardReport;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.Assessment;
import io.greenroom.grading.rubric.Band;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.CriterionGrade;
import io.greenroom.grading.rubric.Feedback;
import io.greenroom.grading.rubric.FlagGrade;
import io.greenroom.grading.rubric.FlagHit;
import io.greenroom.grading.rubric.Grade;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.Notice;
import io.greenroom.grading.rubric.Provenance;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.Quotes;
import io.greenroom.grading.rubric.RedFlag;
import io.greenroom.grading.rubric.RubricGrader;
import io.greenroom.grading.rubric.Score;
import io.greenroom.grading.rubric.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * The way that every grade takes, whoever judges: the guard looks first, the grader judges, quotes
 * are looked up in the answer, red flags cap, and what is in doubt goes to a person. Blocks.
 */
public final class GradeAnswer {
    /** Above "mentioned" a level needs words of the answer that show it. */
    private static final int HIGHEST_UNPROVEN = 1;

    private static final double UNPROVEN = 0.5;

    /** How sure it is that nothing earns nothing. */
    private static final double NOTHING = 0.95;

    private static final double PROVISIONAL = 0.8;
    private static final double IN_DOUBT = 0.6;

    private final Guard guard;
    private final RubricGrader grader;
    private final Clock clock;

    public GradeAnswer(Guard guard, RubricGrader grader, Clock clock) {
        this.guard = guard;
        this.grader = grader;
        this.clock = clock;
    }

    /**
     * Grades one answer.
     *
     * @throws GraderFailedException when no judgement could be had; trying again may help
     */
    public GradingOutcome grade(Question question, Answer answer) {
        Instant start = clock.instant();
        GuardReport report = guard.inspect(question, answer);
        Assessment assessment =
                report.nothingToGrade()
                        ? nothing(question, report)
                        : grader.assess(question, answer.withText(report.gradable()));
        return outcome(question, report, assessment, start);
    }

    private GradingOutcome outcome(
            Question question, GuardReport report, Assessment assessment, Instant start) {
        var criteria = criteria(question, report, assessment);
        var flags =
                report.nothingToGrade()
                        ? List.<FlagGrade>of()
                        : flags(question, report, assessment.flags());
        int cap = Math.min(report.cap(), Score.capped(100, flags));
        int score = Math.min(cap, Score.of(criteria));
        double confidence = confidence(criteria, report, assessment);
        var notices = new ArrayList<Notice>();
        report.findings().forEach(finding -> notices.add(finding.notice()));
        notices.addAll(assessment.notices());
        var grade =
                new Grade(
                        score,
                        Band.of(score),
                        confidence,
                        assessment.provisional(),
                        criteria,
                        flags,
                        Feedback.strengths(criteria),
                        Feedback.gaps(criteria),
                        nextStep(report, flags, criteria),
                        notices,
                        new Provenance(
                                assessment.by(),
                                question.version(),
                                assessment.usage(),
                                clock.instant(),
                                Duration.between(start, clock.instant())),
                        Math.min(cap / 100.0, Score.estimate(criteria)));
        var reasons = new ArrayList<>(report.reviewReasons());
        reasons.addAll(assessment.doubts());
        return reasons.isEmpty()
                ? new GradingOutcome.Graded(grade)
                : new GradingOutcome.InReview(grade, reasons);
    }

    /**
     * Level 0 throughout. That nothing was answered is certain, and said; of what the grader cannot
     * read nothing is known.
     */
    private Assessment nothing(Question question, GuardReport report) {
        boolean unread = report.found(Finding.Kind.OTHER_LANGUAGE);
        String why;
        if (report.found(Finding.Kind.BLANK)) {
            why = "Nothing was answered, so there is nothing to show for this yet.";
        } else if (unread) {
            why =
                    "This is not in English, which is all that the grader reads, so it says nothing"
                            + " of it. A person will look at it.";
        } else {
            why =
                    "Nothing of the text answers the question in your own words, so there is"
                            + " nothing to show for this yet.";
        }
        var verdicts =
                question.criteria().stream()
                        .map(
                                criterion ->
                                        new Verdict(
                                                criterion.id(),
                                                0,
                                                unread ? 0 : NOTHING,
                                                why,
                                                List.of(),
                                                criterion.indicators()))
                        .toList();
        return new Assessment(grader.info(), false, verdicts, List.of(), null);
    }

    private static List<CriterionGrade> criteria(
            Question question, GuardReport report, Assessment assessment) {
        var verdicts = new HashMap<String, Verdict>();
        for (var verdict : assessment.verdicts()) {
            if (verdicts.put(verdict.criterionId(), verdict) != null) {
                throw new GraderFailedException("The grader judged a criterion twice");
            }
        }
        var grades = new ArrayList<CriterionGrade>();
        for (var criterion : question.criteria()) {
            var verdict = verdicts.get(criterion.id());
            if (verdict == null) {
                throw new GraderFailedException("The grader left a criterion out");
            }
            grades.add(verified(criterion, verdict, report.gradable()));
        }
        return grades;
    }

    /** A level stands as far as words of the answer show it. */
    private static CriterionGrade verified(Criterion criterion, Verdict verdict, String gradable) {
        var evidence = Quotes.verified(verdict.quotes(), gradable);
        int level = verdict.level();
        double estimate = verdict.estimate();
        double confidence = verdict.confidence();
        var rationale = verdict.rationale();
        if (evidence.size() < verdict.quotes().size()) {
            confidence *= 0.5 + 0.5 * evidence.size() / verdict.quotes().size();
        }
        if (evidence.isEmpty() && level > HIGHEST_UNPROVEN) {
            level = HIGHEST_UNPROVEN;
            estimate = Math.min(estimate, HIGHEST_UNPROVEN);
            confidence *= UNPROVEN;
            rationale +=
                    " No words of your answer could be found that show more, so the level was"
                            + " lowered.";
        }
        return new CriterionGrade(
                criterion,
                level,
                estimate,
                rounded(confidence),
                rationale,
                evidence,
                verdict.missing());
    }

    private static List<FlagGrade> flags(
            Question question, GuardReport report, List<FlagHit> hits) {
        var flags = new ArrayList<FlagGrade>();
        for (var flag : question.redFlags()) {
            hits.stream()
                    .filter(hit -> hit.redFlagId().equals(flag.id()))
                    .findFirst()
                    .map(
                            hit ->
                                    new FlagGrade(
                                            flag, Quotes.verified(hit.quotes(), report.gradable())))
                    // A mistake that was made can be quoted; one that can't was not made.
                    .filter(hit -> flag.kind() == RedFlag.Kind.OMITS || !hit.evidence().isEmpty())
                    .ifPresent(flags::add);
        }
        return flags;
    }

    private static double confidence(
            List<CriterionGrade> criteria, GuardReport report, Assessment assessment) {
        double sum = 0;
        for (var grade : criteria) {
            sum += grade.criterion().weight() / 100.0 * grade.confidence();
        }
        if (assessment.provisional()) {
            sum *= PROVISIONAL;
        }
        if (report.review()) {
            sum *= IN_DOUBT;
        }
        return rounded(sum);
    }

    private static String nextStep(
            GuardReport report, List<FlagGrade> flags, List<CriterionGrade> criteria) {
        if (report.found(Finding.Kind.BLANK)) {
            return "Write down the first three things you would say to an interviewer, then hand in"
                    + " again.";
        }
        if (!flags.isEmpty()) {
            return "First of all, look at this: " + flags.getFirst().redFlag().title() + ".";
        }
        var costliest =
                criteria.stream()
                        .filter(grade -> !grade.missing().isEmpty())
                        .max(Comparator.comparingInt(CriterionGrade::lost));
        return costliest
                .map(
                        grade ->
                                "Work on “"
                                        + grade.criterion().title()
                                        + "” next; a strong answer also does this: "
                                        + grade.missing().getFirst())
                .orElse(Feedback.NO_GAP_LEFT);
    }

    private static double rounded(double confidence) {
        return Math.round(100 * Math.clamp(confidence, 0, 1)) / 100.0;
    }
}
