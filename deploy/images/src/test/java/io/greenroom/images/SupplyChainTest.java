package io.greenroom.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.local.service.SuiteService;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Reads what the build of the services left: run it after them. */
class SupplyChainTest {

    @Test
    void everythingThatShipsIsInABillAndUnderALicenceThatWeAllow() throws Exception {
        Tools.Run check = check();

        assertThat(check.status()).as(check.said()).isZero();
    }

    @Test
    void aBillOfMaterialsNamesWhatItsServiceIsMadeOf() throws Exception {
        check();

        assertThat(packages(SuiteService.GRADING)).contains("pkg:maven/com.microsoft.onnxruntime/");
        assertThat(packages(SuiteService.SESSION))
                .contains("pkg:maven/org.mnode.ical4j/")
                .doesNotContain("pkg:maven/com.microsoft.onnxruntime/");
    }

    @Test
    void theGatewaysBillNamesThePackagesOfTheWebUi() throws Exception {
        check();

        assertThat(packages(SuiteService.GATEWAY))
                .contains("pkg:npm/react@", "pkg:npm/pyodide@")
                .doesNotContain("pkg:npm/vitest@");
    }

    private static Tools.Run check() throws IOException, InterruptedException {
        return Tools.run(
                "node",
                "supply-chain.mjs",
                Deployment.REPOSITORY.toAbsolutePath().normalize().toString());
    }

    /** All of them, as package URLs in one text. */
    private static String packages(SuiteService service) throws IOException {
        JsonNode bill =
                new ObjectMapper()
                        .readTree(Path.of("target", service.module(), "bom.json").toFile());
        StringBuilder packages = new StringBuilder();
        for (JsonNode component : bill.path("components")) {
            packages.append(component.path("purl").asText()).append('\n');
        }
        return packages.toString();
    }
}
