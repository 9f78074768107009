package io.greenroom.catalog.health;

import io.greenroom.platform.Roles;
import io.greenroom.platform.paging.Page;
import io.greenroom.platform.paging.PageRequest;
import io.greenroom.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Comparator;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How well questions work, for those who curate them. */
@Path("/api/catalog/curation/health")
@Tag(name = "Question health")
@RolesAllowed(Roles.ADMIN)
class HealthResource {
    private final HealthReport report;

    @Inject
    HealthResource(HealthReport report) {
        this.report = report;
    }

    @GET
    @Operation(summary = "How well published questions work; care=true: those that need care")
    public Uni<Page<QuestionHealth>> list(
            @QueryParam("sort") @DefaultValue("care") String sort,
            @QueryParam("care") @DefaultValue("false") boolean care,
            @QueryParam("page") @DefaultValue("0") String page,
            @QueryParam("size") @DefaultValue("20") String size) {
        var request = PageRequest.of(page, size);
        var order = order(sort);
        return report.all()
                .map(
                        all -> {
                            var wanted =
                                    all.stream()
                                            .filter(health -> !care || !health.care().isEmpty())
                                            .sorted(order)
                                            .toList();
                            return Page.of(
                                    wanted.stream()
                                            .skip(request.offset())
                                            .limit(request.size())
                                            .toList(),
                                    request,
                                    wanted.size());
                        });
    }

    private static Comparator<QuestionHealth> order(String sort) {
        Comparator<QuestionHealth> first =
                switch (sort) {
                    case "care" -> Comparator.comparing(health -> -health.care().size());
                    case "attempts" -> Comparator.comparing(health -> -health.attempts());
                    case "score" -> lowestFirst(QuestionHealth::meanScore);
                    case "discrimination" -> lowestFirst(QuestionHealth::discrimination);
                    case "title" -> Comparator.comparing(QuestionHealth::title);
                    default ->
                            throw ProblemException.invalid(
                                    "sort",
                                    "sort must be one of care, attempts, score, discrimination,"
                                            + " title.");
                };
        return first.thenComparing(health -> -health.attempts())
                .thenComparing(QuestionHealth::questionId);
    }

    /** What is not known comes last. */
    private static Comparator<QuestionHealth> lowestFirst(
            Function<QuestionHealth, @Nullable Double> figure) {
        return Comparator.comparing(
                figure, Comparator.nullsLast(Comparator.<Double>naturalOrder()));
    }
}
