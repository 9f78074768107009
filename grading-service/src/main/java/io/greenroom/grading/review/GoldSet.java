package io.greenroom.grading.review;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.grading.catalog.Questions;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers with the levels that a person decided on: to measure graders by, and as examples for
 * them. One an attempt, the newest decision. Who answered and who decided is not in it.
 */
@ApplicationScoped
class GoldSet {
    private static final int MOST = 5_000;

    /** What names a person in an answer more often than anything else. */
    private static final Pattern ADDRESSES =
            Pattern.compile(
                    "[\\w.+-]+@[\\w-]+\\.[\\w.-]+|\\+\\d[\\d ()/-]{7,}\\d"
                            + "|(?:https?://)?(?:www\\.)?(?:linkedin\\.com|github\\.com)/\\S+");

    private final Questions questions;
    private final Reviews reviews;
    private final ObjectMapper mapper;

    @Inject
    GoldSet(Questions questions, Reviews reviews, ObjectMapper mapper) {
        this.questions = questions;
        this.reviews = reviews;
        this.mapper = mapper;
    }

    private record Decided(
            String questionId, int questionVersion, String answer, Decision decision) {}

    /** One JSON object a line, as {@code evaluate} reads them. */
    @WithSession
    Uni<String> lines(@Nullable String questionId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select distinct on (r.attempt_id) r.question_id, r.question_version,
                                                    j.answer, r.decision
                                                from review r join grading_job j on j.attempt_id = r.attempt_id
                                                where r.state = 'DECIDED'
                                                    and (cast(:question as text) is null or r.question_id = :question)
                                                order by r.attempt_id, r.ended_at desc limit :most
                                                """,
                                                Tuple.class)
                                        .setParameter("question", questionId)
                                        .setParameter("most", MOST)
                                        .getResultList())
                .map(rows -> rows.stream().map(this::decided).toList())
                .chain(
                        all ->
                                Multi.createFrom()
                                        .iterable(all)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                decided ->
                                                        questions
                                                                .find(
                                                                        decided.questionId(),
                                                                        decided.questionVersion())
                                                                .map(
                                                                        question ->
                                                                                line(
                                                                                        decided,
                                                                                        question)))
                                        .collect()
                                        .asList())
                .map(lines -> String.join("", lines));
    }

    private Decided decided(Tuple row) {
        return new Decided(
                row.get("question_id", String.class),
                row.get("question_version", Integer.class),
                row.get("answer", String.class),
                reviews.read(row.get("decision", String.class), Decision.class));
    }

    private String line(Decided decided, Optional<Question> found) {
        var question = found.orElseThrow();
        var line = mapper.createObjectNode();
        line.put("dataset", "gold")
                .put("questionId", question.id() + "@" + question.version())
                .put("question", question.prompt())
                .put("referenceAnswer", question.strongAnswer());
        var rubric = line.putArray("rubric");
        question.criteria().stream()
                .map(Criterion::indicators)
                .flatMap(List::stream)
                .forEach(rubric::add);
        line.put("answer", ADDRESSES.matcher(decided.answer()).replaceAll("[removed]"));
        line.put("score", decided.decision().score() / 100.0);
        var levels = line.putObject("levels");
        decided.decision()
                .criteria()
                .forEach(criterion -> levels.put(criterion.criterionId(), criterion.level()));
        var flags = line.putArray("redFlags");
        decided.decision().redFlags().forEach(flags::add);
        return line + "\n";
    }
}
