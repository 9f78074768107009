package io.greenroom.catalog.search;

import io.greenroom.catalog.question.CatalogProblem;
import io.greenroom.catalog.question.QuestionContent;
import io.greenroom.catalog.question.QuestionSummary;
import io.greenroom.catalog.question.Round;
import io.greenroom.platform.Roles;
import io.greenroom.platform.Slugs;
import io.greenroom.platform.paging.PageRequest;
import io.greenroom.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Search among published questions, for everybody who is signed in. */
@Path("/api/catalog")
@Tag(name = "Search")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
class SearchResource {
    private static final int LONGEST_QUERY = 300;
    private static final int MOST_SIMILAR = 20;

    private final SearchQuestions search;

    @Inject
    SearchResource(SearchQuestions search) {
        this.search = search;
    }

    @GET
    @Path("questions")
    @Operation(summary = "Find published questions, with facets and the reason why each was found")
    public Uni<SearchPage> find(
            @QueryParam("q") @DefaultValue("") String words,
            @QueryParam("topic") List<String> topics,
            @QueryParam("round") List<String> rounds,
            @QueryParam("level") List<String> levels,
            @QueryParam("difficulty") List<String> difficulties,
            @QueryParam("company") List<String> companies,
            @QueryParam("covers") List<String> covers,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("page") @DefaultValue("0") String page,
            @QueryParam("size") @DefaultValue("20") String size) {
        checkLength(words);
        var query =
                new SearchQuery(
                        words.strip(),
                        topics,
                        each("round", rounds, Round::of, oneOf(Round.values(), Round::wire)),
                        each("level", levels, QuestionContent.Level::valueOf, "L3 to L7"),
                        each("difficulty", difficulties, SearchResource::difficulty, "1 to 5"),
                        companies,
                        covers,
                        sort == null
                                ? words.isBlank()
                                        ? SearchQuery.Sort.TITLE
                                        : SearchQuery.Sort.RELEVANCE
                                : each(
                                                "sort",
                                                List.of(sort),
                                                value ->
                                                        SearchQuery.Sort.valueOf(
                                                                value.toUpperCase(Locale.ROOT)),
                                                oneOf(SearchQuery.Sort.values(), Slugs::of))
                                        .getFirst());
        var request = PageRequest.of(page, size);
        return search.find(query, request).map(found -> SearchPage.of(found, request));
    }

    @GET
    @Path("suggestions")
    @Operation(summary = "What somebody who typed this may be looking for")
    public Uni<SuggestionList> suggestions(@QueryParam("q") @DefaultValue("") String typed) {
        checkLength(typed);
        return search.suggestions(typed).map(SuggestionList::new);
    }

    @GET
    @Path("questions/{idOrSlug}/similar")
    @Operation(summary = "Published questions like one, the most alike first")
    public Uni<SimilarList> similar(
            @PathParam("idOrSlug") String idOrSlug,
            @QueryParam("size") @DefaultValue("5") String size) {
        int most = PageRequest.of("0", size).size();
        return search.similar(idOrSlug, Math.min(most, MOST_SIMILAR))
                .map(
                        found ->
                                new SimilarList(
                                        found.orElseThrow(
                                                () ->
                                                        ProblemException.of(
                                                                CatalogProblem.QUESTION_NOT_FOUND,
                                                                "No published question has this"
                                                                        + " id or slug."))));
    }

    /** In the order in which they are shown. */
    record SuggestionList(List<Suggestions.Suggestion> items) {
        SuggestionList {
            items = List.copyOf(items);
        }
    }

    /** The most alike first. */
    record SimilarList(List<QuestionSummary> items) {
        SimilarList {
            items = List.copyOf(items);
        }
    }

    private static void checkLength(String words) {
        if (words.length() > LONGEST_QUERY) {
            throw ProblemException.invalid(
                    "q", "A search has at most " + LONGEST_QUERY + " characters.");
        }
    }

    private static <T> List<T> each(
            String name, List<String> values, Function<String, T> read, String allowed) {
        try {
            return values.stream().map(read).toList();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(name, name + " must be " + allowed + ".");
        }
    }

    private static int difficulty(String value) {
        int difficulty = Integer.parseInt(value);
        if (difficulty < 1 || difficulty > 5) {
            throw new IllegalArgumentException(value);
        }
        return difficulty;
    }

    private static <T> String oneOf(T[] values, Function<T, String> name) {
        return Arrays.stream(values).map(name).collect(Collectors.joining(", ", "one of ", ""));
    }
}
