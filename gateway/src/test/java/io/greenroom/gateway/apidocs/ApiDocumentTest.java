package io.greenroom.gateway.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void keepsComponentsOfTheSameNameApartUnlessTheyAreEqual() {
        ObjectNode merged =
                new ApiDocument(json("{'openapi':'3.1.0'}"))
                        .add("catalog-service", document("/api/catalog/a", "string"))
                        .add("session-service", document("/api/practice/b", "integer"))
                        .json();

        assertThat(merged.at("/components/schemas/Thing/type").asText()).isEqualTo("string");
        assertThat(merged.at("/components/schemas/SessionThing/type").asText())
                .isEqualTo("integer");
        assertThat(merged.at("/components/schemas").size()).isEqualTo(3);
        assertThat(reference(merged, "/api/catalog/a")).isEqualTo("#/components/schemas/Thing");
        assertThat(reference(merged, "/api/practice/b"))
                .isEqualTo("#/components/schemas/SessionThing");
    }

    @Test
    void showsOnlyWhatCanBeReachedFromOutside() {
        ObjectNode merged =
                new ApiDocument(json("{}"))
                        .add("catalog-service", document("/q/metrics", "string"))
                        .missing("grading-service")
                        .json();

        assertThat(merged.path("paths")).isEmpty();
        assertThat(merged.at("/x-unavailable/0").asText()).isEqualTo("grading-service");
    }

    private static String reference(ObjectNode document, String path) {
        return document.path("paths").path(path).at("/get/responses/200/$ref").asText();
    }

    private static ObjectNode document(String path, String type) {
        return json(
                """
                {'paths':{'%s':{'get':{'responses':{'200':{'$ref':'#/components/schemas/Thing'}}}}},
                 'components':{'schemas':{'Thing':{'type':'%s'},'Same':{'type':'object'}}}}
                """
                        .formatted(path, type));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
