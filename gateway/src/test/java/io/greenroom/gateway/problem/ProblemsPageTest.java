package io.greenroom.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemsPageTest {
    @Test
    void thePageListsOurProblems() throws IOException {
        String page = Files.readString(Path.of("../docs/problems.md"));
        String section = page.substring(page.indexOf("\n## gateway\n"));
        assertThat(section.lines().filter(line -> line.startsWith("| `")))
                .hasSameSizeAs(GatewayProblem.values())
                .allSatisfy(
                        line ->
                                assertThat(Arrays.asList(GatewayProblem.values()))
                                        .anySatisfy(
                                                problem ->
                                                        assertThat(line)
                                                                .startsWith(
                                                                        "| `%s` | %d | %s |"
                                                                                .formatted(
                                                                                        problem
                                                                                                .slug(),
                                                                                        problem
                                                                                                .status(),
                                                                                        problem
                                                                                                .title()))));
    }
}
