package io.greenroom.platform.testing;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The language-neutral truth about events: schemas and examples of the contracts module. */
public final class Contracts {
    private static final String ADDRESS = "https://greenroom.dev/contracts/";

    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(
                    SpecVersion.VersionFlag.V202012,
                    builder ->
                            builder.schemaMappers(
                                    mappers -> mappers.mapPrefix(ADDRESS, "classpath:contracts/")));

    private Contracts() {}

    /**
     * @param name e.g. {@code grading/examples/answer-graded.v1.json}
     */
    public static String example(String name) {
        try (var stream = Contracts.class.getResourceAsStream("/contracts/" + name)) {
            if (stream == null) {
                throw new AssertionError("No such contract: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where the JSON breaks the schema; empty when it fits.
     *
     * @param schema e.g. {@code grading/answer-graded.v1.schema.json}
     */
    public static List<String> violations(String schema, String json) {
        return SCHEMAS
                .getSchema(SchemaLocation.of(ADDRESS + schema))
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
                .stream()
                .map(ValidationMessage::toString)
                .sorted()
                .toList();
    }
}
