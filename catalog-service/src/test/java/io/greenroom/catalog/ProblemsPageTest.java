package io.greenroom.catalog;

import io.greenroom.catalog.curation.CurationProblem;
import io.greenroom.catalog.exchange.ExchangeProblem;
import io.greenroom.catalog.question.CatalogProblem;
import io.greenroom.platform.problem.ProblemType;
import io.greenroom.platform.testing.ProblemsPage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemsPageTest {
    @Test
    void thePageListsOurProblems() {
        ProblemsPage.assertLists(
                Path.of("../docs/problems.md"),
                "catalog-service",
                Stream.<ProblemType[]>of(
                                CatalogProblem.values(),
                                CurationProblem.values(),
                                ExchangeProblem.values())
                        .flatMap(Arrays::stream)
                        .map(p -> ProblemsPage.row(p.slug(), p.status(), p.title())));
    }
}
