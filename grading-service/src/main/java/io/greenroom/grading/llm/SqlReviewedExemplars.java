package io.greenroom.grading.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.grading.embedded.EmbeddedGrader;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.Question;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Finds exemplars among the attempts whose grade is a person's, by meaning. */
@ApplicationScoped
class SqlReviewedExemplars implements ReviewedExemplars {
    /** The newest decisions on a question: how strict people are now. */
    private static final int NEWEST = 40;

    private static final String DECIDED =
            """
            select decided.attempt_id, decided.sequence, decided.body, job.answer
            from attempt_grade decided join grading_job job on job.attempt_id = decided.attempt_id
            where decided.kind in ('REVIEW', 'APPEAL')
                and decided.question_id = ? and decided.question_version = ?
                and decided.candidate_id <> ? and job.answer <> ?
                and not exists (
                    select from attempt_grade later
                    where later.attempt_id = decided.attempt_id and later.sequence > decided.sequence)
            order by decided.decided_at desc, decided.attempt_id
            limit %d
            """
                    .formatted(NEWEST);

    private final DataSource database;
    private final EmbeddedGrader embedded;
    private final ObjectMapper mapper;

    @Inject
    SqlReviewedExemplars(DataSource database, EmbeddedGrader embedded, ObjectMapper mapper) {
        this.database = database;
        this.embedded = embedded;
        this.mapper = mapper;
    }

    private record Near(Exemplar exemplar, double nearness) {}

    @Override
    public List<Exemplar> nearest(Question question, Answer answer, int most) {
        var decided = decided(question, answer);
        if (decided.isEmpty()) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        texts.add(answer.text());
        decided.forEach(exemplar -> texts.add(exemplar.text()));
        var vectors = embedded.vectors(texts);
        var near = new ArrayList<Near>();
        for (int i = 0; i < decided.size(); i++) {
            near.add(new Near(decided.get(i), dot(vectors.getFirst(), vectors.get(i + 1))));
        }
        return near.stream()
                .sorted(
                        Comparator.comparingDouble(Near::nearness)
                                .reversed()
                                .thenComparing(each -> each.exemplar().id()))
                .limit(most)
                .map(Near::exemplar)
                .toList();
    }

    private List<Exemplar> decided(Question question, Answer answer) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(DECIDED)) {
            statement.setString(1, question.id());
            statement.setInt(2, question.version());
            statement.setString(3, answer.candidateId());
            statement.setString(4, answer.text());
            var exemplars = new ArrayList<Exemplar>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    exemplars.add(
                            new Exemplar(
                                    rows.getString("attempt_id") + ":" + rows.getInt("sequence"),
                                    rows.getString("answer"),
                                    levels(rows.getString("body"))));
                }
            }
            return exemplars;
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("Reviewed answers cannot be read", e);
        }
    }

    private Map<String, Integer> levels(String body) throws JsonProcessingException {
        var levels = new HashMap<String, Integer>();
        for (var criterion : mapper.readTree(body).at("/grade/criteria")) {
            levels.put(criterion.path("criterionId").asText(), criterion.path("level").asInt());
        }
        return levels;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * (double) b[i];
        }
        return sum;
    }
}
