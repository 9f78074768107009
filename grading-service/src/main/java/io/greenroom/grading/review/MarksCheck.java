package io.greenroom.grading.review;

import io.greenroom.grading.grade.GradeView.EvidenceView;
import io.greenroom.grading.grade.SubmittedAnswer;
import io.greenroom.grading.problem.GradingProblem;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person marks must be of the rubric, and what they quote must be of the answer. */
final class MarksCheck {
    private MarksCheck() {}

    /** What is wrong with these marks; they need not be complete yet. */
    static Optional<ReviewOutcome> of(Question question, SubmittedAnswer answer, Marks marks) {
        var criteria = criteria(question);
        var flags = flags(question);
        var text = answer.answer().text();
        for (int i = 0; i < marks.criteria().size(); i++) {
            var mark = marks.criteria().get(i);
            var at = "/criteria/" + i;
            if (!criteria.remove(mark.criterionId())) {
                return notInRubric(mark.criterionId(), at + "/criterionId");
            }
            var broken = misquoted(mark.evidence(), text, at);
            if (broken.isPresent()) {
                return broken;
            }
        }
        for (int i = 0; i < marks.redFlags().size(); i++) {
            var mark = marks.redFlags().get(i);
            var at = "/redFlags/" + i;
            if (!flags.remove(mark.redFlagId())) {
                return notInRubric(mark.redFlagId(), at + "/redFlagId");
            }
            var broken = misquoted(mark.evidence(), text, at);
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    /** What is wrong with that decision; every criterion must have a level. */
    static Optional<ReviewOutcome> of(Question question, DecideReview decide) {
        var criteria = criteria(question);
        var flags = flags(question);
        for (int i = 0; i < decide.criteria().size(); i++) {
            var id = decide.criteria().get(i).criterionId();
            if (!criteria.remove(id)) {
                return notInRubric(id, "/criteria/" + i + "/criterionId");
            }
        }
        for (int i = 0; i < decide.redFlags().size(); i++) {
            var id = decide.redFlags().get(i);
            if (!flags.remove(id)) {
                return notInRubric(id, "/redFlags/" + i);
            }
        }
        return criteria.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ReviewOutcome.Refused(
                                GradingProblem.MARKS_INCOMPLETE,
                                "Decide on every criterion; missing: "
                                        + String.join(", ", criteria)
                                        + ".",
                                "/criteria"));
    }

    /** The title of a criterion that has no level yet. */
    static Optional<String> missing(Question question, Optional<Marks> marks) {
        var given =
                marks.map(Marks::criteria).orElse(List.of()).stream()
                        .filter(mark -> mark.level() != null)
                        .map(Marks.CriterionMark::criterionId)
                        .collect(Collectors.toSet());
        return question.criteria().stream()
                .filter(criterion -> !given.contains(criterion.id()))
                .map(Criterion::title)
                .findFirst();
    }

    private static Optional<ReviewOutcome> misquoted(
            List<EvidenceView> evidence, String text, String at) {
        for (int i = 0; i < evidence.size(); i++) {
            var quote = evidence.get(i);
            boolean stands =
                    !quote.quote().isBlank()
                            && quote.start() >= 0
                            && quote.start() < quote.end()
                            && quote.end() <= text.length()
                            && text.substring(quote.start(), quote.end()).equals(quote.quote());
            if (!stands) {
                return Optional.of(
                        new ReviewOutcome.Refused(
                                GradingProblem.QUOTE_NOT_IN_ANSWER,
                                "answer.substring(start, end) must equal the quote.",
                                at + "/evidence/" + i));
            }
        }
        return Optional.empty();
    }

    private static Optional<ReviewOutcome> notInRubric(String id, String pointer) {
        return Optional.of(
                new ReviewOutcome.Refused(
                        GradingProblem.NOT_IN_RUBRIC,
                        "\"" + id + "\" is not in the rubric, or comes twice.",
                        pointer));
    }

    private static Set<String> criteria(Question question) {
        return question.criteria().stream()
                .map(Criterion::id)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<String> flags(Question question) {
        return question.redFlags().stream()
                .map(RedFlag::id)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
