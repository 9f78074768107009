package io.greenroom.grading;

import io.greenroom.grading.problem.GradingProblem;
import io.greenroom.platform.testing.ProblemsPage;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemsPageTest {
    @Test
    void thePageListsOurProblems() {
        ProblemsPage.assertLists(
                Path.of("../docs/problems.md"),
                "grading-service",
                Arrays.stream(GradingProblem.values())
                        .map(p -> ProblemsPage.row(p.slug(), p.status(), p.title())));
    }
}
