package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.greenroom.platform.problem.Problem.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/** Question packs as they are, in YAML or JSON: nothing is lost. */
final class NativeCodec implements Codec {
    private static final int LONGEST_TEXT = 100_000;
    private static final StreamReadConstraints CONSTRAINTS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(Bounds.DEPTH)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(1_000)
                    .maxNumberLength(100)
                    .build();

    private final Format format;
    private final ObjectMapper mapper;

    private NativeCodec(Format format, JsonFactory factory) {
        this.format = format;
        this.mapper = new ObjectMapper(factory);
    }

    static NativeCodec json() {
        return new NativeCodec(
                Format.NATIVE_JSON,
                JsonFactory.builder()
                        .streamReadConstraints(CONSTRAINTS)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build());
    }

    static NativeCodec yaml() {
        var options = new LoaderOptions();
        options.setCodePointLimit((int) Bounds.FILE_BYTES);
        options.setNestingDepthLimit(Bounds.DEPTH);
        return new NativeCodec(
                Format.NATIVE_YAML,
                YAMLFactory.builder()
                        .loaderOptions(options)
                        .streamReadConstraints(CONSTRAINTS)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
                        .disable(YAMLGenerator.Feature.SPLIT_LINES)
                        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                        .build());
    }

    @Override
    public Format format() {
        return format;
    }

    @Override
    public List<Loss> losses() {
        return List.of();
    }

    @Override
    public ObjectNode comesBack(ObjectNode content) {
        return content;
    }

    @Override
    public Reading read(InputStream in) throws IOException {
        var guarded = GuardedInput.of(in);
        return new Pack(guarded, new WithoutAliases(mapper.getFactory().createParser(guarded)));
    }

    @Override
    public Writing write(OutputStream out, FileHeader header) throws IOException {
        var generator = mapper.getFactory().createGenerator(out, JsonEncoding.UTF8);
        generator.useDefaultPrettyPrinter();
        generator.writeStartObject();
        generator.writeObjectFieldStart("pack");
        generator.writeStringField("id", header.packId());
        generator.writeStringField("title", header.title());
        generator.writeEndObject();
        generator.writeArrayFieldStart("questions");
        return new PackWriting(generator, mapper);
    }

    private record PackWriting(JsonGenerator generator, ObjectMapper mapper) implements Writing {
        @Override
        public void add(ExchangedQuestion question) throws IOException {
            var node = JsonNodeFactory.instance.objectNode();
            node.put("id", question.id());
            if (question.slug() != null && !question.slug().equals(question.id())) {
                node.put("slug", question.slug());
            }
            if (question.pack() != null) {
                node.put("pack", question.pack());
            }
            question.content()
                    .properties()
                    .forEach(
                            field -> {
                                if (!field.getValue().isNull()) {
                                    node.set(field.getKey(), field.getValue());
                                }
                            });
            mapper.writeTree(generator, node);
        }

        @Override
        public void close() throws IOException {
            generator.writeEndArray();
            generator.writeEndObject();
            generator.close();
        }
    }

    /** YAML's aliases let a small file mean a huge one, and no pack needs them. */
    private static final class WithoutAliases extends JsonParserDelegate {
        WithoutAliases(JsonParser parser) {
            super(parser);
        }

        @Override
        public JsonToken nextToken() throws IOException {
            var token = super.nextToken();
            if (delegate instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
                throw new Refused(
                        Refused.Kind.FORBIDDEN,
                        "Line %d has a YAML alias (*name). Write out what it stands for."
                                .formatted(currentTokenLocation().getLineNr()));
            }
            return token;
        }

        /** As the parser has it, but through {@link #nextToken}. */
        @Override
        public JsonParser skipChildren() throws IOException {
            if (currentToken() == null || !currentToken().isStructStart()) {
                return this;
            }
            for (int open = 1; open > 0; ) {
                var token = nextToken();
                if (token == null) {
                    return this;
                }
                open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
            return this;
        }
    }

    /** Reads question after question; the pack's own fields may stand before or after them. */
    private final class Pack implements Reading {
        private final GuardedInput guarded;
        private final JsonParser parser;
        private final List<FieldError> errors = new ArrayList<>();
        private @Nullable JsonNode pack;
        private boolean begun;
        private boolean inQuestions;
        private boolean sawQuestions;
        private boolean ended;
        private int row;

        Pack(GuardedInput guarded, JsonParser parser) {
            this.guarded = guarded;
            this.parser = parser;
        }

        @Override
        public @Nullable ExchangedQuestion next() throws IOException {
            try {
                return advance();
            } catch (JsonProcessingException | org.yaml.snakeyaml.error.YAMLException e) {
                throw refusal(e);
            }
        }

        private Refused refusal(Exception e) {
            var refused = Refused.within(e);
            if (refused != null) {
                return refused;
            }
            if (!(e instanceof JsonProcessingException broken)) {
                return new Refused(Refused.Kind.UNREADABLE, "Not valid YAML: " + e.getMessage());
            }
            var at = broken.getLocation();
            return new Refused(
                    Refused.Kind.UNREADABLE,
                    "Not valid YAML or JSON%s: %s"
                            .formatted(
                                    at == null
                                            ? ""
                                            : " (line %d, column %d)"
                                                    .formatted(at.getLineNr(), at.getColumnNr()),
                                    broken.getOriginalMessage()));
        }

        private @Nullable ExchangedQuestion advance() throws IOException {
            if (!begun) {
                begun = true;
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw new Refused(
                            Refused.Kind.UNREADABLE,
                            "A pack is an object with \"pack\" and \"questions\".");
                }
            }
            while (!ended) {
                if (inQuestions) {
                    var token = parser.nextToken();
                    if (token != JsonToken.END_ARRAY) {
                        return question();
                    }
                    inQuestions = false;
                } else if (parser.nextToken() == JsonToken.END_OBJECT) {
                    ended = true;
                } else {
                    field(parser.currentName());
                }
            }
            if (!sawQuestions) {
                errors.add(new FieldError("", "required property 'questions' not found"));
            }
            return null;
        }

        private void field(String name) throws IOException {
            guarded.unit();
            var value = parser.nextToken();
            if (name.equals("questions")) {
                sawQuestions = true;
                if (value == JsonToken.START_ARRAY) {
                    inQuestions = true;
                    return;
                }
                errors.add(new FieldError("/questions", "The questions are a list."));
            } else if (name.equals("pack")) {
                pack = mapper.readTree(parser);
                return;
            } else {
                errors.add(new FieldError("/" + name, "A pack has no field of this name."));
            }
            parser.skipChildren();
        }

        private ExchangedQuestion question() throws IOException {
            guarded.unit();
            int line = parser.currentTokenLocation().getLineNr();
            JsonNode node = mapper.readTree(parser);
            row++;
            if (!(node instanceof ObjectNode question)) {
                return new ExchangedQuestion(
                        row,
                        line,
                        null,
                        null,
                        null,
                        JsonNodeFactory.instance.objectNode(),
                        List.of(new FieldError("", "A question is an object.")),
                        List.of());
            }
            return new ExchangedQuestion(
                    row,
                    line,
                    taken(question, "id"),
                    taken(question, "slug"),
                    taken(question, "pack"),
                    question,
                    List.of(),
                    List.of());
        }

        /** Anything but a text stays where it is, for the schema to complain about. */
        private static @Nullable String taken(ObjectNode question, String field) {
            return question.path(field).isTextual() ? question.remove(field).asText() : null;
        }

        @Override
        public FileHeader header() {
            return pack == null
                    ? FileHeader.NONE
                    : new FileHeader(
                            pack.path("id").isTextual() ? pack.path("id").asText() : null,
                            pack.path("title").isTextual() ? pack.path("title").asText() : null);
        }

        /** The pack's own fields, for the schema. */
        @Override
        public @Nullable JsonNode packNode() {
            return pack;
        }

        @Override
        public List<FieldError> errors() {
            return errors;
        }

        @Override
        public void close() throws IOException {
            parser.close();
        }
    }
}
