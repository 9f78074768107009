package io.greenroom.catalog.question;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import io.greenroom.catalog.contract.ContractSchema;
import io.greenroom.catalog.contract.Violation;
import io.greenroom.platform.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold of a question before it may be published, wherever it comes from. */
@ApplicationScoped
public class QuestionRules {
    private static final int FULL_WEIGHT = 100;

    private final JsonSchema schema = ContractSchema.of(ContractSchema.QUESTION);

    /** A draft that is complete, or everything that is wrong with it. */
    public sealed interface Checked {
        /** It may be published. */
        record Complete(QuestionContent content) implements Checked {}

        /** It may not; pointers are into the content. */
        record Broken(List<Problem.FieldError> errors) implements Checked {
            public Broken {
                errors = List.copyOf(errors);
            }
        }
    }

    /** Checks the draft by the pack schema and the rules that a schema cannot say. */
    public Checked check(String id, String slug, DraftContent draft) {
        ObjectNode question = PublishQuestions.CANONICAL.valueToTree(draft);
        var content = question.deepCopy();
        question.put("id", id).put("slug", slug);
        var errors = new ArrayList<Problem.FieldError>();
        for (var violation : Violation.in(question, schema)) {
            errors.add(new Problem.FieldError(violation.pointer(), violation.message()));
        }
        if (!errors.isEmpty()) {
            return new Checked.Broken(errors);
        }
        QuestionContent complete;
        try {
            complete = PublishQuestions.CANONICAL.treeToValue(content, QuestionContent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The schema lets through what the record refuses", e);
        }
        check("", complete, errors);
        return errors.isEmpty() ? new Checked.Complete(complete) : new Checked.Broken(errors);
    }

    /**
     * The rules that a schema cannot say.
     *
     * @param place pointer to the question
     * @param errors gets what is wrong
     */
    public static void check(
            String place, QuestionContent content, List<Problem.FieldError> errors) {
        int weight =
                content.rubric().criteria().stream()
                        .mapToInt(QuestionContent.Criterion::weight)
                        .sum();
        if (weight != FULL_WEIGHT) {
            errors.add(
                    new Problem.FieldError(
                            place + "/rubric/criteria",
                            "The weights sum to %d, not to %d.".formatted(weight, FULL_WEIGHT)));
        }
        unique(
                place + "/rubric/criteria",
                content.rubric().criteria().stream().map(QuestionContent.Criterion::id).toList(),
                errors);
        unique(
                place + "/redFlags",
                content.redFlags().stream().map(QuestionContent.RedFlag::id).toList(),
                errors);
        if (content.level().min().compareTo(content.level().max()) > 0) {
            errors.add(
                    new Problem.FieldError(
                            place + "/level", "The lowest level is above the highest."));
        }
        boolean code = content.answerFormat().equals("code");
        if (code != (content.codeLanguage() != null)) {
            errors.add(
                    new Problem.FieldError(
                            place + "/codeLanguage",
                            code
                                    ? "A code question names its language."
                                    : "Only a code question has a language."));
        }
    }

    private static void unique(String place, List<String> ids, List<Problem.FieldError> errors) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!seen.add(ids.get(i))) {
                errors.add(
                        new Problem.FieldError(
                                place + "/" + i + "/id",
                                "The id \"" + ids.get(i) + "\" comes twice."));
            }
        }
    }
}
