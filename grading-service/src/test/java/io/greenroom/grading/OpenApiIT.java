package io.greenroom.grading;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.platform.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The published description of the interface is the one in the contracts. {@code -Dopenapi.update}
 * writes it anew.
 */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class OpenApiIT {
    private static final Path CONTRACT =
            Path.of("../contracts/src/main/resources/contracts/openapi/grading.json");

    @Test
    void equalsTheContract() throws IOException {
        var mapper = new ObjectMapper();
        var served = mapper.readTree(given().get("/q/openapi?format=json").asString());

        if (System.getProperty("openapi.update") != null) {
            Files.writeString(
                    CONTRACT,
                    mapper.writerWithDefaultPrettyPrinter().writeValueAsString(served) + "\n");
        }

        assertThat(mapper.readTree(CONTRACT.toFile())).isEqualTo(served);
    }
}
