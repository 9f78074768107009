package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import io.greenroom.catalog.contract.ContractSchema;
import io.greenroom.platform.problem.Problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pack says about itself, by the pack schema. */
final class PackFields {
    private static final JsonSchema SCHEMA = ContractSchema.of(ContractSchema.PACK_FIELDS);

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
