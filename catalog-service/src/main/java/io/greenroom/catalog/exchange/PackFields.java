package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.greenroom.platform.problem.Problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pack says about itself, by the pack schema. */
final class PackFields {
    private static final String SCHEMAS = "https://greenroom.dev/contracts/";
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(
                            SpecVersion.VersionFlag.V202012,
                            builder ->
                                    builder.schemaMappers(
                                            mappers ->
                                                    mappers.mapPrefix(
                                                            SCHEMAS, "classpath:contracts/")))
                    .getSchema(
                            SchemaLocation.of(
                                    SCHEMAS
                                            + "catalog/question-pack.v1.schema.json#/properties/pack"),
                            SchemaValidatorsConfig.builder()
                                    .pathType(PathType.JSON_POINTER)
                                    .build());

    private PackFields() {}

    static List<FieldError> errors(@Nullable JsonNode pack) {
        if (pack == null) {
            return List.of(new FieldError("", "required property 'pack' not found"));
        }
        return SCHEMA.validate(pack).stream()
                .map(
                        violation ->
                                new FieldError(
                                        "/pack" + violation.getInstanceLocation(),
                                        violation.getMessage()))
                .toList();
    }
}
