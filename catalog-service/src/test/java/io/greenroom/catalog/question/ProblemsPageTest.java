package io.greenroom.catalog.question;

import io.greenroom.platform.testing.ProblemsPage;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemsPageTest {
    @Test
    void thePageListsOurProblems() {
        ProblemsPage.assertLists(
                Path.of("../docs/problems.md"),
                "catalog-service",
                Arrays.stream(CatalogProblem.values())
                        .map(p -> ProblemsPage.row(p.slug(), p.status(), p.title())));
    }
}
