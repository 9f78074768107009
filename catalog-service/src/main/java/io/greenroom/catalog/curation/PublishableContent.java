package io.greenroom.catalog.curation;

import io.greenroom.catalog.lint.RubricLint;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.question.QuestionContent;
import io.greenroom.catalog.question.QuestionRules;
import io.greenroom.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** What may be published as it is: complete, by all rules, and without an error of the linter. */
@ApplicationScoped
class PublishableContent {
    private final RubricLint lint;
    private final QuestionRules rules;

    @Inject
    PublishableContent(RubricLint lint, QuestionRules rules) {
        this.lint = lint;
        this.rules = rules;
    }

    /** The content; a problem with all findings when it may not be published. */
    QuestionContent require(String id, String slug, DraftContent content) {
        var errors = lint.inTheWay(content);
        if (!errors.isEmpty()) {
            throw ProblemException.of(
                            CurationProblem.LINT_ERRORS,
                            errors.size() == 1
                                    ? errors.getFirst().message()
                                    : errors.size() + " errors.")
                    .with("findings", errors);
        }
        return switch (rules.check(id, slug, content)) {
            case QuestionRules.Checked.Complete complete -> complete.content();
            // The linter knows all rules of packs; what it overlooks must still not get through.
            case QuestionRules.Checked.Broken broken ->
                    throw ProblemException.of(
                                    CurationProblem.LINT_ERRORS,
                                    broken.errors().getFirst().detail())
                            .with(broken.errors())
                            .with("findings", List.of());
        };
    }
}
