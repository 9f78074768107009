package io.greenroom.session.practice;

import io.greenroom.platform.problem.CommonProblem;
import io.greenroom.platform.problem.ProblemType;
import io.greenroom.platform.testing.ProblemsPage;
import io.greenroom.session.invitation.InvitationProblem;
import io.greenroom.session.mock.SessionProblem;
import io.greenroom.session.peer.PeerProblem;
import io.greenroom.session.replay.ReplayProblem;
import io.greenroom.session.scorecard.ScorecardProblem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemsPageTest {
    @Test
    void thePageListsTheProblemsOfEveryService() {
        ProblemsPage.assertLists(
                Path.of("../docs/problems.md"),
                "Every service",
                Arrays.stream(CommonProblem.values())
                        .map(p -> ProblemsPage.row(p.slug(), p.status(), p.title())));
    }

    @Test
    void thePageListsOurProblems() {
        ProblemsPage.assertLists(
                Path.of("../docs/problems.md"),
                "session-service",
                Stream.<ProblemType[]>of(
                                PracticeProblem.values(),
                                SessionProblem.values(),
                                InvitationProblem.values(),
                                PeerProblem.values(),
                                ScorecardProblem.values(),
                                ReplayProblem.values())
                        .flatMap(Arrays::stream)
                        .map(p -> ProblemsPage.row(p.slug(), p.status(), p.title())));
    }
}
