package io.greenroom.catalog.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A place that breaks a schema, in words for people who know no schemas.
 *
 * @param pointer to what is wrong or missing
 * @param empty nothing was written there, or too little
 */
public record Violation(String pointer, boolean empty, String message) {
    /** All of them; of several at one place the first says enough. */
    public static List<Violation> in(JsonNode tree, JsonSchema schema) {
        var seen = new HashSet<String>();
        var found = new ArrayList<Violation>();
        for (var violation : schema.validate(tree)) {
            var place = violation.getInstanceLocation().toString();
            boolean lacks = violation.getType().equals("required");
            boolean few = violation.getType().equals("minItems");
            var pointer = lacks ? place + "/" + violation.getProperty() : place;
            if (!seen.add(pointer)) {
                continue;
            }
            var text = tree.at(pointer);
            boolean empty = lacks || few || text.isTextual() && text.asText().isBlank();
            found.add(
                    new Violation(
                            pointer,
                            empty,
                            few
                                    ? "There are too few entries; at least %s are needed."
                                            .formatted(violation.getArguments()[0])
                                    : empty
                                            ? "“%s” is missing.".formatted(nameOf(pointer))
                                            : wrong(pointer, violation)));
        }
        return found;
    }

    private static String nameOf(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    private static String wrong(String pointer, ValidationMessage violation) {
        // Not every rule has a bound.
        var arguments = violation.getArguments();
        var bound = arguments == null || arguments.length == 0 ? "" : arguments[0];
        return switch (violation.getType()) {
            case "maxLength" -> "The text is longer than %s characters.".formatted(bound);
            case "minLength" -> "The text is shorter than %s characters.".formatted(bound);
            case "maxItems" -> "There are more than %s entries.".formatted(bound);
            case "maximum" -> "The number is above %s.".formatted(bound);
            case "minimum" -> "The number is below %s.".formatted(bound);
            case "enum" -> "This is none of the values %s.".formatted(bound);
            case "uniqueItems" -> "An entry comes twice.";
            case "pattern" ->
                    nameOf(pointer).equals("url")
                            ? "This is no address that starts with https://."
                            : "An id has small letters, digits and single hyphens.";
            default -> violation.getError();
        };
    }
}
