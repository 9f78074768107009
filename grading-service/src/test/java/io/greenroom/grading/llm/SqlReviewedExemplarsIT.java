package io.greenroom.grading.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.testsupport.Fixtures;
import io.greenroom.platform.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class SqlReviewedExemplarsIT {
    private static final String SHIFT = "I subtract the maximum of each row before calling exp.";
    private static final String PIZZA = "I had a pizza with my friends on Sunday evening.";

    @Inject SqlReviewedExemplars exemplars;
    @Inject DataSource database;

    private final Question question = question(UUID.randomUUID().toString());

    @Test
    void theNearestComeFirstWithThePeoplesLevels() throws SQLException {
        decided("cody", PIZZA, "REVIEW", 0);
        decided("iwan", "I shift every row by its largest entry, then exponentiate.", "APPEAL", 3);
        decided("olga", "I divide by the sum of the exponentials.", "REVIEW", 1);

        var nearest = exemplars.nearest(question, answer("casey", SHIFT), 2);

        assertThat(nearest).hasSize(2);
        assertThat(nearest.getFirst().text()).startsWith("I shift every row");
        assertThat(nearest.getFirst().levels()).containsEntry("stability", 3);
        assertThat(nearest).extracting(Exemplar::text).doesNotContain(PIZZA);
    }

    @Test
    void nobodySeesTheOwnAnswerNorTheSameOne() throws SQLException {
        decided("casey", "I shift every row by its largest entry.", "REVIEW", 3);
        decided("cody", SHIFT, "REVIEW", 3);

        assertThat(exemplars.nearest(question, answer("casey", SHIFT), 2)).isEmpty();
    }

    @Test
    void aMachinesGradeIsNoExemplar() throws SQLException {
        decided("cody", PIZZA, "REPLACEMENT", 3);

        assertThat(exemplars.nearest(question, answer("casey", SHIFT), 2)).isEmpty();
    }

    @Test
    void anotherQuestionsAnswersStayThere() throws SQLException {
        decided("cody", PIZZA, "REVIEW", 3);

        var another = question(UUID.randomUUID().toString());
        assertThat(exemplars.nearest(another, answer("casey", SHIFT), 2)).isEmpty();
    }

    private void decided(String candidate, String text, String kind, int level)
            throws SQLException {
        var attempt = UUID.randomUUID();
        var body =
                """
                {"grade":{"criteria":[{"criterionId":"stability","level":%d},{"criterionId":"axis","level":1}]}}
                """
                        .formatted(level);
        try (var connection = database.getConnection();
                var job =
                        connection.prepareStatement(
                                """
                                insert into grading_job (attempt_id, candidate_id, question_id, question_version, answer,
                                    language, submitted_at, done)
                                values (?, ?, ?, 1, ?, 'markdown', now(), true)
                                """);
                var grade =
                        connection.prepareStatement(
                                """
                                insert into attempt_grade (attempt_id, sequence, kind, state, candidate_id, question_id,
                                    question_version, provisional, body, decided_by, decided_at)
                                values (?, ?, ?, 'GRADED', ?, ?, 1, false, ?, ?, now())
                                """)) {
            job.setObject(1, attempt);
            job.setString(2, candidate);
            job.setString(3, question.id());
            job.setString(4, text);
            job.executeUpdate();
            for (int sequence = 1; sequence <= 2; sequence++) {
                var given = sequence == 1 ? "FIRST" : kind;
                boolean person = given.equals("REVIEW") || given.equals("APPEAL");
                grade.setObject(1, attempt);
                grade.setInt(2, sequence);
                grade.setString(3, given);
                grade.setString(4, candidate);
                grade.setString(5, question.id());
                grade.setString(6, body);
                grade.setString(7, person ? "iris" : null);
                grade.executeUpdate();
            }
        }
    }

    private static Question question(String id) {
        var softmax = Fixtures.softmax();
        return new Question(
                id,
                1,
                softmax.title(),
                softmax.prompt(),
                "",
                softmax.criteria(),
                softmax.redFlags(),
                softmax.strongAnswer());
    }

    private static Answer answer(String candidate, String text) {
        return new Answer(text, AnswerLanguage.MARKDOWN, candidate);
    }
}
