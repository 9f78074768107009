package io.greenroom.catalog.contract;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;

/** A schema of the contracts; what breaks it is named by a JSON pointer. */
public final class ContractSchema {
    /** One question of a pack. */
    public static final String QUESTION = "catalog/question-pack.v1.schema.json#/$defs/question";

    /** What a pack says about itself. */
    public static final String PACK_FIELDS =
            "catalog/question-pack.v1.schema.json#/properties/pack";

    /** A pack as a whole. */
    public static final String PACK = "catalog/question-pack.v1.schema.json";

    private static final String ADDRESS = "https://greenroom.dev/contracts/";

    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(
                    SpecVersion.VersionFlag.V202012,
                    builder ->
                            builder.schemaMappers(
                                    mappers -> mappers.mapPrefix(ADDRESS, "classpath:contracts/")));

    private ContractSchema() {}

    /** The schema of that file in the contracts, or the part of it after a “#”. */
    public static JsonSchema of(String place) {
        return of(place, false);
    }

    /** The same, which holds texts to the formats that the schema names, too. */
    public static JsonSchema withFormats(String place) {
        return of(place, true);
    }

    private static JsonSchema of(String place, boolean formats) {
        return FACTORY.getSchema(
                SchemaLocation.of(ADDRESS + place),
                SchemaValidatorsConfig.builder()
                        .pathType(PathType.JSON_POINTER)
                        .formatAssertionsEnabled(formats ? true : null)
                        .build());
    }
}
