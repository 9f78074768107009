package io.greenroom.platform.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A service's HTTP surface as {@code contracts/openapi} has it, held against the running service.
 */
public final class HttpContract {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String document;

    /**
     * @param service e.g. {@code catalog}
     */
    public HttpContract(String service) {
        this.document = "openapi/" + service + ".json";
    }

    /** The service answers to just the operations of the contract: none missing, none besides. */
    public void assertSameOperationsAsTheRunningService() {
        assertThat(
                        operations(
                                given().accept("application/json")
                                        .get("/q/openapi?format=json")
                                        .asString()))
                .isEqualTo(operations(Contracts.example(document)));
    }

    /** The JSON has the shape of that schema of the contract. */
    public void assertFits(String schema, String json) {
        assertThat(Contracts.violations(document + "#/components/schemas/" + schema, json))
                .as("a %s", schema)
                .isEmpty();
    }

    private static Set<String> operations(String openApi) {
        JsonNode paths;
        try {
            paths = JSON.readTree(openApi).path("paths");
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not an OpenAPI document", e);
        }
        var operations = new TreeSet<String>();
        paths.properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .fieldNames()
                                        .forEachRemaining(
                                                method -> {
                                                    if (METHODS.contains(method)) {
                                                        operations.add(
                                                                method.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path.getKey());
                                                    }
                                                }));
        return operations;
    }
}
