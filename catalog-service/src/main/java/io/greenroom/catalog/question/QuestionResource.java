package io.greenroom.catalog.question;

import io.greenroom.catalog.reveal.RevealedQuestions;
import io.greenroom.platform.Roles;
import io.greenroom.platform.Slugs;
import io.greenroom.platform.paging.PageRequest;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
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

/** Published questions, for everybody who is signed in. */
@Path("/api/catalog")
@Tag(name = "Catalog")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
class QuestionResource {
    private static final int LONGEST_QUERY = 300;

    private final Questions questions;
    private final QuestionVersions versions;
    private final QuestionSearch search;
    private final RevealedQuestions revealed;
    private final Caller caller;

    @Inject
    QuestionResource(
            Questions questions,
            QuestionVersions versions,
            QuestionSearch search,
            RevealedQuestions revealed,
            Caller caller) {
        this.questions = questions;
        this.versions = versions;
        this.search = search;
        this.revealed = revealed;
        this.caller = caller;
    }

    @GET
    @Path("questions")
    @Operation(summary = "Find published questions, with facets")
    public Uni<QuestionPage> find(
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
        if (words.length() > LONGEST_QUERY) {
            throw ProblemException.invalid(
                    "q", "A search has at most " + LONGEST_QUERY + " characters.");
        }
        var query =
                new QuestionQuery(
                        words.strip(),
                        topics,
                        each("round", rounds, Round::of, oneOf(Round.values(), Round::wire)),
                        each("level", levels, QuestionContent.Level::valueOf, "L3 to L7"),
                        each("difficulty", difficulties, QuestionResource::difficulty, "1 to 5"),
                        companies,
                        covers,
                        sort == null
                                ? words.isBlank()
                                        ? QuestionQuery.Sort.TITLE
                                        : QuestionQuery.Sort.RELEVANCE
                                : each(
                                                "sort",
                                                List.of(sort),
                                                value ->
                                                        QuestionQuery.Sort.valueOf(
                                                                value.toUpperCase(Locale.ROOT)),
                                                oneOf(QuestionQuery.Sort.values(), Slugs::of))
                                        .getFirst());
        return search.find(query, PageRequest.of(page, size));
    }

    @GET
    @Path("questions/{idOrSlug}")
    @WithSession
    @Operation(summary = "A question, as far as the caller may see it")
    public Uni<QuestionView> get(@PathParam("idOrSlug") String idOrSlug) {
        return questions
                .findByIdOrSlug(idOrSlug)
                .onItem()
                .ifNull()
                .failWith(
                        () ->
                                ProblemException.of(
                                        CatalogProblem.QUESTION_NOT_FOUND,
                                        "No published question has this id or slug."))
                .chain(
                        question ->
                                versions.findById(
                                                QuestionVersion.idOf(
                                                        question.id(), question.publishedVersion()))
                                        .chain(
                                                version ->
                                                        maySeeRubric(question)
                                                                .map(
                                                                        may ->
                                                                                QuestionView.of(
                                                                                        question,
                                                                                        version,
                                                                                        PublishQuestions
                                                                                                .contentOf(
                                                                                                        version
                                                                                                                .content()),
                                                                                        may))));
    }

    private Uni<Boolean> maySeeRubric(Question question) {
        return caller.isStaff()
                ? Uni.createFrom().item(true)
                : revealed.contains(caller.id(), question.id());
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
