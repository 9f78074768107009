package io.greenroom.grading.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import io.greenroom.grading.llm.ModelFailedException.Kind;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.FlagHit;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import io.greenroom.grading.rubric.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the model may reply, as a schema for it, and as a check for us: a provider may take the
 * schema as a hint.
 */
final class Replies {
    /** A level that no indicator bears out is hardly believed. */
    private static final double CONTRADICTION = 0.5;

    /** Small models wrap JSON like code, whatever they are told. */
    private static final Pattern CODE_BLOCK =
            Pattern.compile("^\\s*```(?:json)?\\s*(.*?)\\s*```\\s*$", Pattern.DOTALL);

    private final ObjectMapper mapper =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** The schema of verdicts on those criteria: indicators first, the level after them. */
    static ResponseFormat verdictsFormat(List<Criterion> criteria) {
        var indicator =
                JsonObjectSchema.builder()
                        .addProperty("number", JsonIntegerSchema.builder().build())
                        .addProperty("quote", JsonStringSchema.builder().build())
                        .addProperty("shown", JsonBooleanSchema.builder().build())
                        .required("number", "quote", "shown")
                        .additionalProperties(false)
                        .build();
        var verdict =
                JsonObjectSchema.builder()
                        .addProperty(
                                "criterionId",
                                JsonEnumSchema.builder()
                                        .enumValues(criteria.stream().map(Criterion::id).toList())
                                        .build())
                        .addProperty(
                                "indicators", JsonArraySchema.builder().items(indicator).build())
                        .addProperty("level", JsonIntegerSchema.builder().build())
                        .addProperty("confidence", JsonNumberSchema.builder().build())
                        .addProperty("rationale", JsonStringSchema.builder().build())
                        .required("criterionId", "indicators", "level", "confidence", "rationale")
                        .additionalProperties(false)
                        .build();
        return format(
                "verdicts",
                JsonObjectSchema.builder()
                        .addProperty("criteria", JsonArraySchema.builder().items(verdict).build())
                        .required("criteria")
                        .additionalProperties(false)
                        .build());
    }

    /** The schema of the red flags of that question. */
    static ResponseFormat redFlagsFormat(Question question) {
        var flag =
                JsonObjectSchema.builder()
                        .addProperty(
                                "id",
                                JsonEnumSchema.builder()
                                        .enumValues(
                                                question.redFlags().stream()
                                                        .map(RedFlag::id)
                                                        .toList())
                                        .build())
                        .addProperty("hit", JsonBooleanSchema.builder().build())
                        .addProperty("quote", JsonStringSchema.builder().build())
                        .required("id", "hit", "quote")
                        .additionalProperties(false)
                        .build();
        return format(
                "redFlags",
                JsonObjectSchema.builder()
                        .addProperty("redFlags", JsonArraySchema.builder().items(flag).build())
                        .required("redFlags")
                        .additionalProperties(false)
                        .build());
    }

    /** One verdict on each of the criteria, in their order. */
    List<Verdict> verdicts(List<Criterion> criteria, String reply) {
        var list = read(reply).path("criteria");
        if (!list.isArray()) {
            throw new ModelFailedException(Kind.MALFORMED, "The reply has no list of criteria");
        }
        var verdicts = new HashMap<String, Verdict>();
        for (var node : list) {
            var id = node.path("criterionId").asText();
            var criterion =
                    criteria.stream()
                            .filter(wanted -> wanted.id().equals(id))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new ModelFailedException(
                                                    Kind.WRONG_CRITERION,
                                                    "The reply is about another criterion"));
            if (verdicts.put(id, verdict(criterion, node)) != null) {
                throw new ModelFailedException(
                        Kind.WRONG_CRITERION, "The reply judges a criterion twice");
            }
        }
        if (verdicts.size() < criteria.size()) {
            throw new ModelFailedException(
                    Kind.WRONG_CRITERION, "The reply leaves out a criterion");
        }
        return criteria.stream().map(criterion -> verdicts.get(criterion.id())).toList();
    }

    private static Verdict verdict(Criterion criterion, JsonNode node) {
        var quotes = new ArrayList<String>();
        var seen = new HashSet<Integer>();
        var shown = new HashSet<Integer>();
        for (var indicator : node.path("indicators")) {
            int number = indicator.path("number").asInt(0);
            if (number < 1 || number > criterion.indicators().size() || !seen.add(number)) {
                throw new ModelFailedException(
                        Kind.UNKNOWN_INDICATOR, "The reply is about an unknown indicator");
            }
            if (!indicator.path("shown").isBoolean()) {
                throw new ModelFailedException(
                        Kind.MALFORMED, "The reply does not say whether an indicator is shown");
            }
            if (indicator.path("shown").booleanValue()) {
                shown.add(number);
                var quote = indicator.path("quote").asText();
                if (!quote.isBlank()) {
                    quotes.add(quote);
                }
            }
        }
        var level = node.path("level");
        double confidence = node.path("confidence").asDouble(-1);
        var rationale = node.path("rationale").asText().strip();
        if (!level.isIntegralNumber()
                || level.asInt(-1) < 0
                || level.asInt(-1) > Criterion.MAX_LEVEL
                || !(confidence >= 0 && confidence <= 1)
                || rationale.isEmpty()) {
            throw new ModelFailedException(
                    Kind.MALFORMED, "The reply's level, confidence or rationale is broken");
        }
        var missing = new ArrayList<String>();
        for (int i = 0; i < criterion.indicators().size(); i++) {
            if (!shown.contains(i + 1)) {
                missing.add(criterion.indicators().get(i));
            }
        }
        boolean contradicts = shown.isEmpty() && level.asInt() > 1;
        return new Verdict(
                criterion.id(),
                level.asInt(),
                contradicts ? CONTRADICTION * confidence : confidence,
                rationale,
                quotes,
                missing);
    }

    List<FlagHit> redFlags(Question question, String reply) {
        var node = read(reply).path("redFlags");
        if (!node.isArray()) {
            throw new ModelFailedException(Kind.MALFORMED, "The reply has no list of red flags");
        }
        var hits = new ArrayList<FlagHit>();
        for (var flag : node) {
            var id = flag.path("id").asText();
            if (question.redFlags().stream().noneMatch(known -> known.id().equals(id))) {
                throw new ModelFailedException(
                        Kind.UNKNOWN_INDICATOR, "The reply is about an unknown red flag");
            }
            if (flag.path("hit").asBoolean(false)) {
                var quote = flag.path("quote").asText();
                hits.add(new FlagHit(id, quote.isBlank() ? List.of() : List.of(quote)));
            }
        }
        return hits;
    }

    private JsonNode read(String reply) {
        var block = CODE_BLOCK.matcher(reply);
        try {
            return mapper.readTree(block.matches() ? block.group(1) : reply);
        } catch (JsonProcessingException e) {
            // Its message would quote the reply, which quotes the answer.
            throw new ModelFailedException(Kind.MALFORMED, "The reply is not JSON");
        }
    }

    private static ResponseFormat format(String name, JsonObjectSchema root) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder().name(name).rootElement(root).build())
                .build();
    }
}
