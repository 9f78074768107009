package io.greenroom.catalog.learn;

import io.greenroom.catalog.learn.Learning.Titled;
import io.greenroom.catalog.learn.LearningContent.Detail;
import io.greenroom.catalog.learn.LearningContent.Guide;
import io.greenroom.catalog.learn.LearningContent.Loop;
import io.greenroom.catalog.learn.LearningContent.Mistake;
import io.greenroom.catalog.learn.LearningContent.QuestionCollection;
import io.greenroom.catalog.learn.LearningContent.Reading;
import io.greenroom.catalog.learn.LearningContent.Section;
import io.greenroom.catalog.learn.LearningContent.Source;
import io.greenroom.catalog.question.PublishedQuestions;
import io.greenroom.catalog.question.QuestionSummary;
import io.greenroom.catalog.question.Round;
import io.greenroom.catalog.search.OfferedQuestions;
import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.CommonProblem;
import io.greenroom.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Pages to read: topics, collections, companies, rounds and guides. */
@Path("/api/catalog")
@Tag(name = "Learning")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
class LearningResource {
    private final Learning learning;
    private final PublishedQuestions questions;
    private final OfferedQuestions offered;

    @Inject
    LearningResource(Learning learning, PublishedQuestions questions, OfferedQuestions offered) {
        this.learning = learning;
        this.questions = questions;
        this.offered = offered;
    }

    /** A list that needs no paging: it is as long as its folder. */
    record Listed<T>(List<T> items) {}

    /**
     * A topic in a list.
     *
     * @param questions how many are published
     * @param hasPage whether somebody has described it
     */
    record TopicRow(
            String id, String title, @Nullable String summary, long questions, boolean hasPage) {}

    /** A topic whole. */
    record TopicPage(
            String id,
            String title,
            String summary,
            String why,
            List<Reading> read,
            List<Titled> related,
            long questions,
            long minutes,
            List<Titled> companies,
            List<Titled> collections) {}

    @GET
    @Path("topics")
    @Operation(summary = "All topics on which there are published questions, or a page")
    public Listed<TopicRow> topics() {
        var tally = offered.tally();
        var ids = new TreeSet<>(tally.topics().keySet());
        ids.addAll(learning.content().topics().keySet());
        return new Listed<>(
                ids.stream().map(id -> row(id, tally)).sorted(byTitle(TopicRow::title)).toList());
    }

    private TopicRow row(String id, OfferedQuestions.Tally tally) {
        var topic = learning.content().topics().get(id);
        return new TopicRow(
                id,
                learning.topicTitle(id),
                topic == null ? null : topic.summary(),
                tally.topics().getOrDefault(id, 0L),
                topic != null);
    }

    @GET
    @Path("topics/{id}")
    @Operation(summary = "Why a topic matters, and what to read")
    public Uni<TopicPage> topic(@PathParam("id") String id) {
        var topic = known(learning.content().topics(), id, "topic");
        // The first count after a change takes milliseconds, which the event loop does not have.
        return collectionsOn(id)
                .emitOn(Infrastructure.getDefaultExecutor())
                .map(
                        collections -> {
                            var tally = offered.tally();
                            return new TopicPage(
                                    topic.id(),
                                    topic.title(),
                                    topic.summary(),
                                    topic.why(),
                                    topic.read(),
                                    learning.topics(topic.related()),
                                    tally.topics().getOrDefault(id, 0L),
                                    tally.minutes().getOrDefault(id, 0L),
                                    learning.companies(
                                            learning.content().companies().values().stream()
                                                    .filter(c -> c.topics().contains(id))
                                                    .map(LearningContent.Company::id)
                                                    .toList()),
                                    collections);
                        });
    }

    /** The collections in which at least two questions are on the topic. */
    private Uni<List<Titled>> collectionsOn(String topic) {
        var all = learning.content().collections().values();
        return questions
                .withIds(idsOf(all))
                .map(
                        found -> {
                            var onTopic =
                                    found.stream()
                                            .filter(question -> question.topics().contains(topic))
                                            .map(QuestionSummary::id)
                                            .toList();
                            return all.stream()
                                    .filter(
                                            collection ->
                                                    collection.questions().stream()
                                                                    .filter(onTopic::contains)
                                                                    .count()
                                                            >= 2)
                                    .map(c -> new Titled(c.id(), c.title()))
                                    .toList();
                        });
    }

    private static List<String> idsOf(Collection<QuestionCollection> collections) {
        return collections.stream().flatMap(c -> c.questions().stream()).distinct().toList();
    }

    /**
     * A collection in a list.
     *
     * @param questions how many of its questions are published
     */
    record CollectionRow(
            String id, String title, String summary, String audience, int questions, int minutes) {}

    /** A collection whole. */
    record CollectionPage(
            String id,
            String title,
            String summary,
            String audience,
            int minutes,
            List<QuestionSummary> questions) {}

    @GET
    @Path("collections")
    @Operation(summary = "Hand-picked sets of questions")
    public Uni<Listed<CollectionRow>> collections() {
        var all = learning.content().collections().values();
        return questions
                .withIds(idsOf(all))
                .map(found -> new Listed<>(all.stream().map(each -> row(each, found)).toList()));
    }

    private static CollectionRow row(QuestionCollection collection, List<QuestionSummary> found) {
        var its = found.stream().filter(q -> collection.questions().contains(q.id())).toList();
        return new CollectionRow(
                collection.id(),
                collection.title(),
                collection.summary(),
                collection.audience(),
                its.size(),
                minutes(its));
    }

    @GET
    @Path("collections/{id}")
    @Operation(summary = "A collection with its published questions")
    public Uni<CollectionPage> collection(@PathParam("id") String id) {
        var collection = known(learning.content().collections(), id, "collection");
        return questions
                .withIds(collection.questions())
                .map(
                        found ->
                                new CollectionPage(
                                        collection.id(),
                                        collection.title(),
                                        collection.summary(),
                                        collection.audience(),
                                        minutes(found),
                                        found));
    }

    private static int minutes(List<QuestionSummary> questions) {
        return questions.stream().mapToInt(QuestionSummary::minutes).sum();
    }

    /** A company in a list. */
    record CompanyRow(String id, String name, String kind, String summary, long questions) {}

    /**
     * A company whole.
     *
     * @param loops the closest first
     */
    record CompanyPage(
            String id,
            String name,
            String kind,
            String summary,
            List<Titled> loops,
            List<Detail> stresses,
            List<Detail> process,
            List<String> prepare,
            List<Titled> topics,
            List<Source> sources,
            long questions) {}

    @GET
    @Path("companies")
    @Operation(summary = "Companies and kinds of companies")
    public Listed<CompanyRow> companies() {
        var tally = offered.tally();
        return new Listed<>(
                learning.content().companies().values().stream()
                        .map(
                                company ->
                                        new CompanyRow(
                                                company.id(),
                                                company.name(),
                                                company.kind(),
                                                company.summary(),
                                                tally.companies().getOrDefault(company.id(), 0L)))
                        .sorted(byTitle(CompanyRow::name))
                        .toList());
    }

    @GET
    @Path("companies/{id}")
    @Operation(summary = "How a company interviews and what it stresses")
    public CompanyPage company(@PathParam("id") String id) {
        var company = known(learning.content().companies(), id, "company");
        var loops = learning.content().loops();
        var closest =
                loops.values().stream()
                        .filter(
                                loop ->
                                        loop.id().equals(company.loop())
                                                || loop.companies().contains(id))
                        .sorted(
                                Comparator.comparing(
                                        (Loop loop) -> !loop.id().equals(company.loop())))
                        .map(loop -> new Titled(loop.id(), loop.title()))
                        .toList();
        var tally = offered.tally();
        return new CompanyPage(
                company.id(),
                company.name(),
                company.kind(),
                company.summary(),
                closest,
                company.stresses(),
                company.process(),
                company.prepare(),
                learning.topics(company.topics()),
                company.sources(),
                tally.companies().getOrDefault(id, 0L));
    }

    /** A kind of round in a list. */
    record RoundRow(
            Round id, String title, @Nullable String summary, long questions, boolean hasPage) {}

    /** A kind of round whole. */
    record RoundPage(
            Round id,
            String title,
            String summary,
            List<String> tests,
            List<String> scored,
            List<String> prepare,
            List<String> during,
            List<Mistake> mistakes,
            List<Titled> guides,
            long questions) {}

    @GET
    @Path("rounds")
    @Operation(summary = "The kinds of interview rounds")
    public Listed<RoundRow> rounds() {
        var tally = offered.tally();
        return new Listed<>(Arrays.stream(Round.values()).map(round -> row(round, tally)).toList());
    }

    private RoundRow row(Round round, OfferedQuestions.Tally tally) {
        var profile = learning.content().rounds().get(round.wire());
        return new RoundRow(
                round,
                learning.roundTitle(round),
                profile == null ? null : profile.summary(),
                tally.rounds().getOrDefault(round.wire(), 0L),
                profile != null);
    }

    @GET
    @Path("rounds/{id}")
    @Operation(summary = "What a round tests, how it is scored, how to prepare")
    public RoundPage round(@PathParam("id") String id) {
        var round = known(learning.content().rounds(), id, "round");
        var tally = offered.tally();
        return new RoundPage(
                round.id(),
                round.title(),
                round.summary(),
                round.tests(),
                round.scored(),
                round.prepare(),
                round.during(),
                round.mistakes(),
                learning.content().guides().values().stream()
                        .filter(g -> g.rounds().contains(round.id()))
                        .map(g -> new Titled(g.id(), g.title()))
                        .toList(),
                tally.rounds().getOrDefault(id, 0L));
    }

    /** A guide in a list. */
    record GuideRow(String id, String title, String summary, List<Round> rounds) {}

    /** A guide whole. */
    record GuidePage(
            String id, String title, String summary, List<Round> rounds, List<Section> sections) {}

    @GET
    @Path("guides")
    @Operation(summary = "Guides, or those that help with a round")
    public Listed<GuideRow> guides(@QueryParam("round") List<String> rounds) {
        var wanted = Parameters.each("round", rounds, Round::of, "a kind of round");
        return new Listed<>(
                learning.content().guides().values().stream()
                        .filter(guide -> wanted.isEmpty() || helps(guide, wanted))
                        .map(
                                guide ->
                                        new GuideRow(
                                                guide.id(),
                                                guide.title(),
                                                guide.summary(),
                                                guide.rounds()))
                        .toList());
    }

    /** What names no round is for all. */
    private static boolean helps(Guide guide, List<Round> wanted) {
        return guide.rounds().isEmpty() || guide.rounds().stream().anyMatch(wanted::contains);
    }

    @GET
    @Path("guides/{id}")
    @Operation(summary = "A guide")
    public GuidePage guide(@PathParam("id") String id) {
        var guide = known(learning.content().guides(), id, "guide");
        return new GuidePage(
                guide.id(), guide.title(), guide.summary(), guide.rounds(), guide.sections());
    }

    static <T> T known(Map<String, T> all, String id, String what) {
        var found = all.get(id);
        if (found == null) {
            throw ProblemException.of(CommonProblem.NOT_FOUND, "There is no such " + what + ".");
        }
        return found;
    }

    private static <T> Comparator<T> byTitle(java.util.function.Function<T, String> title) {
        return Comparator.comparing(title, String.CASE_INSENSITIVE_ORDER);
    }
}
