package io.greenroom.catalog.learn;

import io.greenroom.catalog.question.PublishedQuestions;
import io.greenroom.catalog.question.QuestionContent.Level;
import io.greenroom.catalog.question.QuestionSummary;
import io.greenroom.catalog.question.Round;
import io.greenroom.platform.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sets of questions for the time at hand. */
@Path("/api/catalog/sets")
@Tag(name = "Learning")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
class SetResource {
    private static final int LONGEST = 480;
    private static final int LARGEST = 50;
    private static final int USUAL_SIZE = 5;
    private static final int USUAL_SIZE_BY_TIME = 20;

    /** More than enough to choose from; the whole catalog need not be read for five questions. */
    private static final int CANDIDATES = 400;

    private final PublishedQuestions questions;

    @Inject
    SetResource(PublishedQuestions questions) {
        this.questions = questions;
    }

    /**
     * A drawn set.
     *
     * @param budget the minutes that were asked for
     * @param minutes what the set takes
     * @param candidates how many questions fitted the filters
     */
    record QuestionSet(
            long seed,
            @Nullable Integer budget,
            int minutes,
            long candidates,
            List<QuestionSummary> items) {}

    @GET
    @Path("random")
    @Operation(summary = "Questions at random that fit into the time at hand")
    public Uni<QuestionSet> random(
            @QueryParam("round") List<String> rounds,
            @QueryParam("topic") List<String> topics,
            @QueryParam("level") List<String> levels,
            @QueryParam("company") List<String> companies,
            @QueryParam("difficulty") List<String> difficulties,
            @QueryParam("exclude") List<String> excluded,
            @QueryParam("minutes") @Nullable String minutes,
            @QueryParam("size") @Nullable String size,
            @QueryParam("seed") @Nullable String seed) {
        var wanted =
                new PublishedQuestions.Wanted(
                        Parameters.each("round", rounds, Round::of, "a kind of round"),
                        topics,
                        Parameters.each("level", levels, Level::valueOf, "L3 to L7"),
                        companies,
                        difficulties.stream()
                                .map(value -> Parameters.number("difficulty", value, 1, 5))
                                .toList(),
                        excluded);
        Integer budget = minutes == null ? null : Parameters.number("minutes", minutes, 1, LONGEST);
        int most =
                size == null
                        ? budget == null ? USUAL_SIZE : USUAL_SIZE_BY_TIME
                        : Parameters.number("size", size, 1, LARGEST);
        long start = Parameters.seed(seed);
        int time = budget == null ? Integer.MAX_VALUE : budget;
        return questions
                .shuffled(wanted, time, start, CANDIDATES)
                .map(
                        found -> {
                            var drawn = DrawSet.draw(found.questions(), time, most);
                            return new QuestionSet(
                                    start,
                                    budget,
                                    drawn.stream().mapToInt(QuestionSummary::minutes).sum(),
                                    found.total(),
                                    drawn);
                        });
    }
}
