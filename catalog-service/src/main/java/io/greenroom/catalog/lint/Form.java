package io.greenroom.catalog.lint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import io.greenroom.catalog.contract.ContractSchema;
import io.greenroom.catalog.contract.Violation;
import io.greenroom.catalog.question.DraftContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a question must have to be one: the pack's schema, and what a schema cannot say. */
final class Form {
    private static final String ANY_ID = "any-id";
    private static final int FULL_WEIGHT = 100;
    private static final int LOPSIDED = 60;
    private static final Pattern LEVEL = Pattern.compile(".*/levels(/[0-4])?");
    private static final Pattern PLACEHOLDER =
            Pattern.compile(
                    "\\b(?:TODO|TBD|FIXME|XXX)\\b|(?i:\\blorem ipsum\\b)|\\[(?:insert|add|fill in)"
                            + "\\b[^\\]]*]");

    private final ObjectMapper mapper =
            JsonMapper.builder()
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build();

    private final JsonSchema schema = ContractSchema.of(ContractSchema.QUESTION);

    void check(DraftContent draft, Findings findings) {
        schema(draft, findings);
        weights(draft, findings);
        ids(draft, findings);
        var level = draft.level();
        if (level != null
                && level.min() != null
                && level.max() != null
                && level.min().compareTo(level.max()) > 0) {
            findings.error(Rule.FORM, "/level", "The lowest level is above the highest.");
        }
        var format = draft.answerFormat();
        if (format != null && format.equals("code") != (draft.codeLanguage() != null)) {
            findings.error(
                    Rule.FORM,
                    "/codeLanguage",
                    format.equals("code")
                            ? "A code question names its language."
                            : "Only a code question has a language.");
        }
        Texts.all(draft)
                .forEach(
                        (pointer, text) -> {
                            var placeholder = PLACEHOLDER.matcher(text);
                            if (placeholder.find()) {
                                findings.error(
                                        Rule.PLACEHOLDER,
                                        pointer,
                                        "“" + placeholder.group() + "” is a placeholder.");
                            }
                        });
        fences("/prompt", draft.prompt(), findings);
        fences("/strongAnswer", draft.strongAnswer(), findings);
    }

    private void schema(DraftContent draft, Findings findings) {
        ObjectNode tree = mapper.valueToTree(draft);
        tree.put("id", ANY_ID);
        for (var violation : Violation.in(tree, schema)) {
            var pointer = violation.pointer();
            if (LEVEL.matcher(pointer).matches() && violation.empty()) {
                findings.error(
                        Rule.MISSING_LEVEL,
                        pointer,
                        "Level %s is not described."
                                .formatted(pointer.substring(pointer.length() - 1)));
            } else if (violation.empty()) {
                findings.error(Rule.MISSING, pointer, violation.message());
            } else if (pointer.matches("/references/\\d+/url")) {
                findings.error(Rule.REFERENCE, pointer, violation.message());
            } else {
                findings.error(Rule.FORM, pointer, violation.message());
            }
        }
    }

    private static void weights(DraftContent draft, Findings findings) {
        var criteria = draft.criteria();
        var weights =
                criteria.stream()
                        .map(DraftContent.Criterion::weight)
                        .filter(Objects::nonNull)
                        .toList();
        if (criteria.isEmpty() || weights.size() < criteria.size()) {
            return;
        }
        int sum = weights.stream().mapToInt(Integer::intValue).sum();
        if (sum != FULL_WEIGHT) {
            findings.error(
                    Rule.WEIGHTS,
                    "/rubric/criteria",
                    "The weights sum to %d, not to %d.".formatted(sum, FULL_WEIGHT));
        }
        for (int i = 0; i < weights.size(); i++) {
            if (weights.get(i) > LOPSIDED) {
                findings.warn(
                        Rule.WEIGHTS,
                        "/rubric/criteria/" + i + "/weight",
                        "One criterion decides %d%% of the score.".formatted(weights.get(i)));
            }
        }
    }

    private static void ids(DraftContent draft, Findings findings) {
        twice(
                "/rubric/criteria/%d/id",
                draft.criteria().stream().map(DraftContent.Criterion::id).toList(), findings);
        twice(
                "/redFlags/%d/id",
                draft.redFlags().stream().map(DraftContent.RedFlag::id).toList(), findings);
    }

    private static void twice(String place, List<@Nullable String> ids, Findings findings) {
        Map<String, Integer> known = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            var id = ids.get(i);
            var first = id == null ? null : known.putIfAbsent(id, i);
            if (first != null) {
                findings.error(
                        Rule.TWICE,
                        place.formatted(i),
                        "The id “%s” comes twice.".formatted(id),
                        place.formatted(first));
            }
        }
    }

    private static void fences(String pointer, @Nullable String markdown, Findings findings) {
        if (markdown == null) {
            return;
        }
        var open = new ArrayList<Integer>();
        int number = 0;
        for (var line : markdown.lines().toList()) {
            number++;
            if (line.strip().startsWith("```")) {
                if (open.isEmpty()) {
                    open.add(number);
                } else {
                    open.clear();
                }
            }
        }
        if (!open.isEmpty()) {
            findings.error(
                    Rule.OPEN_CODE_FENCE,
                    pointer,
                    "The code block of line %d is not closed.".formatted(open.getFirst()));
        }
    }
}
