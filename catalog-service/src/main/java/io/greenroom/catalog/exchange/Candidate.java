package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.platform.problem.Problem.FieldError;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row on its way into the catalog: under which id, and what it says together with what is there.
 */
final class Candidate {
    private static final int LONGEST_ID = 80;
    private static final String ID = "[a-z0-9]+(-[a-z0-9]+)*";

    /** As contents are stored; what no draft can hold is an error of the row. */
    static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .findAndAddModules()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .defaultPropertyInclusion(
                            com.fasterxml.jackson.annotation.JsonInclude.Value.construct(
                                    com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL,
                                    com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS))
                    .build();

    private final ExchangedQuestion question;
    private final String id;
    private final boolean named;
    private final List<FieldError> errors;
    private final List<String> remarks;

    private Candidate(
            ExchangedQuestion question,
            String id,
            boolean named,
            List<FieldError> errors,
            List<String> remarks) {
        this.question = question;
        this.id = id;
        this.named = named;
        this.errors = errors;
        this.remarks = remarks;
    }

    /** Finds the id; other systems' ids are put into our shape, a pack's have to be in it. */
    static Candidate of(ExchangedQuestion question, Format format) {
        var errors = new ArrayList<>(question.errors());
        var remarks = new ArrayList<>(question.remarks());
        var given = question.id();
        if (format.isNative()) {
            if (given == null) {
                errors.add(new FieldError("", "required property 'id' not found"));
            } else if (!isId(given)) {
                errors.add(
                        new FieldError(
                                "/id",
                                "An id has 2 to 80 small letters, digits and single hyphens between"
                                        + " them."));
            }
            return new Candidate(question, given == null ? "" : given, true, errors, remarks);
        }
        if (given != null) {
            var id = isId(given) ? given : idOf(given);
            if (!id.equals(given)) {
                remarks.add("The id \"%s\" becomes \"%s\".".formatted(shortened(given), id));
            }
            return new Candidate(question, id, true, errors, remarks);
        }
        var title = question.content().path("title").asText("");
        if (title.isBlank()) {
            errors.add(new FieldError("/title", "A question without an id needs a title."));
        }
        return new Candidate(question, idOf(title), false, errors, remarks);
    }

    ExchangedQuestion question() {
        return question;
    }

    String id() {
        return id;
    }

    /** Whether the file says which question it is, or only a title was there to go by. */
    boolean isNamed() {
        return named;
    }

    List<FieldError> errors() {
        return errors;
    }

    List<String> remarks() {
        return remarks;
    }

    /** The slug that it has, or keeps. */
    String slug(@Nullable String present) {
        var given = question.slug();
        return given != null ? given : present != null ? present : id;
    }

    /**
     * What the question would say. A pack says all; in any other format, what it does not mention
     * or cannot carry stays as it is.
     */
    ObjectNode over(@Nullable ObjectNode present, Codec codec) {
        var said = question.content();
        if (present == null || codec.format().isNative()) {
            var content = said.deepCopy();
            content.properties().removeIf(field -> field.getValue().isNull());
            return content;
        }
        var content = present.deepCopy();
        var wouldComeBack = codec.comesBack(present);
        said.properties()
                .forEach(
                        field -> {
                            if (field.getValue().isNull()) {
                                content.remove(field.getKey());
                            } else if (!field.getValue()
                                    .equals(wouldComeBack.get(field.getKey()))) {
                                content.set(field.getKey(), field.getValue());
                            }
                        });
        return content;
    }

    /** The draft that it makes; null, with an error, when it cannot even be one. */
    @Nullable DraftContent draft(ObjectNode content) {
        try {
            return MAPPER.treeToValue(content, DraftContent.class);
        } catch (JsonProcessingException e) {
            errors.add(
                    new FieldError(
                            e instanceof com.fasterxml.jackson.databind.JsonMappingException at
                                    ? pointer(at)
                                    : "",
                            "This cannot be read: " + firstLine(reason(e))));
            return null;
        }
    }

    private static String pointer(com.fasterxml.jackson.databind.JsonMappingException e) {
        var pointer = new StringBuilder();
        e.getPath()
                .forEach(
                        step ->
                                pointer.append('/')
                                        .append(
                                                step.getFieldName() == null
                                                        ? String.valueOf(step.getIndex())
                                                        : step.getFieldName()));
        return pointer.toString();
    }

    /** What our own types say of a value, where one of them refused it. */
    private static String reason(JsonProcessingException e) {
        return e.getCause() instanceof IllegalArgumentException refused
                        && refused.getMessage() != null
                ? refused.getMessage()
                : e.getOriginalMessage();
    }

    private static String firstLine(String text) {
        return text.lines()
                .findFirst()
                .orElse("")
                .replaceAll("`?java\\.\\S+|\\(class [^)]*\\)|io\\.greenroom\\.\\S+", "…");
    }

    static ObjectNode tree(DraftContent content) {
        return MAPPER.valueToTree(content);
    }

    static boolean isId(String text) {
        return text.length() >= 2 && text.length() <= LONGEST_ID && text.matches(ID);
    }

    static String idOf(String text) {
        var plain =
                Normalizer.normalize(text, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}+", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-");
        var cut = plain.substring(0, Math.min(plain.length(), LONGEST_ID)).replaceAll("^-|-$", "");
        return cut.length() < 2 ? "question-" + Integer.toHexString(text.hashCode()) : cut;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_ID ? text.substring(0, LONGEST_ID) + "…" : text;
    }
}
