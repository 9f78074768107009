package io.greenroom.catalog.learn;

import io.greenroom.catalog.learn.Learning.Titled;
import io.greenroom.catalog.learn.LearningContent.Loop;
import io.greenroom.catalog.learn.LearningContent.LoopRound;
import io.greenroom.catalog.learn.LearningResource.Listed;
import io.greenroom.catalog.learn.PracticeLoop.PracticeRound;
import io.greenroom.catalog.question.QuestionContent.Level;
import io.greenroom.catalog.question.QuestionContent.LevelRange;
import io.greenroom.catalog.question.Round;
import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Loops: the rounds as a kind of company runs them, to read and to practise from. */
@Path("/api/catalog/loops")
@Tag(name = "Learning")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
class LoopResource {
    private final Learning learning;
    private final PracticeLoop practice;

    @Inject
    LoopResource(Learning learning, PracticeLoop practice) {
        this.learning = learning;
        this.practice = practice;
    }

    /** A round in a list of loops. */
    record RoundOutline(String id, Round round, String title, int minutes) {}

    /** A loop in a list. */
    record LoopRow(
            String id,
            String title,
            String summary,
            List<Titled> companies,
            LevelRange levels,
            int minutes,
            List<RoundOutline> rounds) {}

    /**
     * A round of a loop.
     *
     * @param practicable whether there is something to practise
     * @param topics what its questions are drawn from; empty for every topic
     * @param questions how many it has
     */
    record RoundDetail(
            String id,
            Round round,
            String title,
            int minutes,
            List<String> tests,
            List<String> scored,
            boolean practicable,
            List<Titled> topics,
            int questions) {}

    /** A loop whole. */
    record LoopPage(
            String id,
            String title,
            String summary,
            List<Titled> companies,
            LevelRange levels,
            int minutes,
            List<RoundDetail> rounds) {}

    /**
     * A loop with concrete questions.
     *
     * @param seed the same one gives the same questions, as long as these stay the same
     * @param level the one that was asked for
     */
    record LoopPractice(
            String loopId,
            String title,
            long seed,
            @Nullable Level level,
            int minutes,
            List<PracticeRound> rounds) {}

    @GET
    @Operation(summary = "Loops to practise from")
    public Listed<LoopRow> loops(
            @QueryParam("company") @Nullable String company,
            @QueryParam("level") @Nullable String level) {
        var wanted = level(level);
        return new Listed<>(
                learning.content().loops().values().stream()
                        .filter(loop -> company == null || loop.companies().contains(company))
                        .filter(
                                loop ->
                                        wanted == null
                                                || PracticeLoop.levels(loop).contains(wanted))
                        .map(this::row)
                        .toList());
    }

    private LoopRow row(Loop loop) {
        return new LoopRow(
                loop.id(),
                loop.title(),
                loop.summary(),
                learning.companies(loop.companies()),
                loop.levels(),
                loop.minutes(),
                loop.rounds().stream()
                        .map(r -> new RoundOutline(r.id(), r.round(), r.title(), r.minutes()))
                        .toList());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A loop, round by round")
    public LoopPage loop(@PathParam("id") String id) {
        var loop = LearningResource.known(learning.content().loops(), id, "loop");
        return new LoopPage(
                loop.id(),
                loop.title(),
                loop.summary(),
                learning.companies(loop.companies()),
                loop.levels(),
                loop.minutes(),
                loop.rounds().stream().map(this::detail).toList());
    }

    private RoundDetail detail(LoopRound round) {
        var pick = round.pick();
        int questions = pick == null ? round.questions().size() : pick.count();
        return new RoundDetail(
                round.id(),
                round.round(),
                round.title(),
                round.minutes(),
                round.tests(),
                round.scored(),
                questions > 0,
                pick == null ? List.of() : learning.topics(pick.topics()),
                questions);
    }

    @GET
    @Path("{id}/practice")
    @Operation(summary = "The loop with concrete questions for each round")
    public Uni<LoopPractice> practice(
            @PathParam("id") String id,
            @QueryParam("seed") @Nullable String seed,
            @QueryParam("level") @Nullable String level) {
        var loop = LearningResource.known(learning.content().loops(), id, "loop");
        var all = PracticeLoop.levels(loop);
        var wanted = level(level);
        if (wanted != null && !all.contains(wanted)) {
            throw ProblemException.invalid(
                    "level",
                    "This loop is for %s to %s."
                            .formatted(loop.levels().min(), loop.levels().max()));
        }
        long start = Parameters.seed(seed);
        return practice.resolve(loop, wanted == null ? all : List.of(wanted), start)
                .map(
                        rounds ->
                                new LoopPractice(
                                        loop.id(),
                                        loop.title(),
                                        start,
                                        wanted,
                                        loop.minutes(),
                                        rounds));
    }

    private static @Nullable Level level(@Nullable String level) {
        return level == null ? null : Parameters.one("level", level, Level::valueOf, "L3 to L7");
    }
}
