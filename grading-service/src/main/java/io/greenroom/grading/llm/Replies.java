package io.greenroom.grading.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.FlagHit;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import io.greenroom.grading.rubric.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What the model may reply, as a schema for it, and as a check for us: a provider may take the
 * schema as a hint.
 */
final class Replies {
    private static final List<String> SHOWN = List.of("yes", "partly", "no");

    private final ObjectMapper mapper = new ObjectMapper();

    /** The schema of a verdict on that criterion. */
    static ResponseFormat verdictFormat(Criterion criterion) {
        var indicator =
                JsonObjectSchema.builder()
                        .addProperty("number", JsonIntegerSchema.builder().build())
                        .addProperty("shown", JsonEnumSchema.builder().enumValues(SHOWN).build())
                        .addProperty("quote", JsonStringSchema.builder().build())
                        .required("number", "shown", "quote")
                        .additionalProperties(false)
                        .build();
        return format(
                "verdict",
                JsonObjectSchema.builder()
                        .addProperty(
                                "criterionId",
                                JsonEnumSchema.builder().enumValues(criterion.id()).build())
                        .addProperty(
                                "indicators", JsonArraySchema.builder().items(indicator).build())
                        .addProperty("level", JsonIntegerSchema.builder().build())
                        .addProperty("confidence", JsonNumberSchema.builder().build())
                        .addProperty("rationale", JsonStringSchema.builder().build())
                        .required("criterionId", "indicators", "level", "confidence", "rationale")
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

    Verdict verdict(Criterion criterion, String reply) {
        var node = read(reply);
        if (!criterion.id().equals(node.path("criterionId").asText())) {
            throw new UnusableReplyException("The reply is about another criterion");
        }
        var quotes = new ArrayList<String>();
        var shown = new boolean[criterion.indicators().size()];
        for (var indicator : node.path("indicators")) {
            int number = indicator.path("number").asInt(0);
            var answer = indicator.path("shown").asText();
            if (number < 1 || number > shown.length || !SHOWN.contains(answer)) {
                throw new UnusableReplyException("The reply is about an unknown indicator");
            }
            shown[number - 1] = answer.equals("yes");
            var quote = indicator.path("quote").asText();
            if (!answer.equals("no") && !quote.isBlank()) {
                quotes.add(quote);
            }
        }
        var level = node.path("level");
        double confidence = node.path("confidence").asDouble(-1);
        var rationale = node.path("rationale").asText().strip();
        if (!level.isIntegralNumber()
                || level.asInt() < 0
                || level.asInt() > Criterion.MAX_LEVEL
                || !(confidence >= 0 && confidence <= 1)
                || rationale.isEmpty()) {
            throw new UnusableReplyException(
                    "The reply's level, confidence or rationale is broken");
        }
        var missing = new ArrayList<String>();
        for (int i = 0; i < shown.length; i++) {
            if (!shown[i]) {
                missing.add(criterion.indicators().get(i));
            }
        }
        return new Verdict(criterion.id(), level.asInt(), confidence, rationale, quotes, missing);
    }

    List<FlagHit> redFlags(Question question, String reply) {
        var node = read(reply).path("redFlags");
        if (!node.isArray()) {
            throw new UnusableReplyException("The reply has no list of red flags");
        }
        var hits = new ArrayList<FlagHit>();
        for (var flag : node) {
            var id = flag.path("id").asText();
            if (question.redFlags().stream().noneMatch(known -> known.id().equals(id))) {
                throw new UnusableReplyException("The reply is about an unknown red flag");
            }
            if (flag.path("hit").asBoolean(false)) {
                var quote = flag.path("quote").asText();
                hits.add(new FlagHit(id, quote.isBlank() ? List.of() : List.of(quote)));
            }
        }
        return hits;
    }

    private JsonNode read(String reply) {
        try {
            return mapper.readTree(reply);
        } catch (JsonProcessingException e) {
            // Its message would quote the reply, which quotes the answer.
            throw new UnusableReplyException("The reply is not JSON");
        }
    }

    private static ResponseFormat format(String name, JsonObjectSchema root) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder().name(name).rootElement(root).build())
                .build();
    }
}
