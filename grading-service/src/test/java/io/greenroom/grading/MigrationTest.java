package io.greenroom.grading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.platform.testing.Contracts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What was graded before there was a history becomes the beginning of one. */
class MigrationTest {
    @Test
    void aFirstGradeBecomesTheFirstOfItsHistory() throws Exception {
        try (var postgres = EmbeddedPostgres.builder().setPort(0).start()) {
            var database = postgres.getPostgresDatabase();
            migrate(database, "1");
            var graded = UUID.randomUUID();
            var failed = UUID.randomUUID();
            try (var connection = database.getConnection()) {
                add(connection, graded, "GRADED", data("answer-graded"));
                add(connection, failed, "NOT_GRADED", data("answer-not-graded"));
            }

            migrate(database, "latest");

            try (var connection = database.getConnection();
                    var rows =
                            connection
                                    .createStatement()
                                    .executeQuery(
                                            """
                                            select attempt_id, sequence, kind, state, score, band, grader,
                                                cast(body as jsonb) #>> '{grade,nextStep}' as step,
                                                cast(body as jsonb) #>> '{notGradedReason,code}' as why
                                            from attempt_grade order by state
                                            """)) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getObject("attempt_id")).isEqualTo(graded);
                assertThat(rows.getInt("sequence")).isEqualTo(1);
                assertThat(rows.getString("kind")).isEqualTo("FIRST");
                assertThat(rows.getInt("score")).isEqualTo(58);
                assertThat(rows.getString("band")).isEqualTo("lean-yes");
                assertThat(rows.getString("grader")).isEqualTo("embedded");
                assertThat(rows.getString("step")).isNotBlank();
                assertThat(rows.next()).isTrue();
                assertThat(rows.getObject("attempt_id")).isEqualTo(failed);
                assertThat(rows.getObject("score")).isNull();
                assertThat(rows.getString("why")).isEqualTo("grader-failed");
                assertThat(rows.next()).isFalse();
            }
        }
    }

    private static void migrate(DataSource database, String target) {
        Flyway.configure()
                .dataSource(database)
                .locations("db/platform", "db/migration")
                .outOfOrder(true)
                .target(target)
                .load()
                .migrate();
    }

    private static void add(Connection connection, UUID attempt, String state, String body)
            throws SQLException {
        try (var job =
                        connection.prepareStatement(
                                """
                                insert into grading_job (attempt_id, candidate_id, question_id, question_version,
                                    answer, language, submitted_at, done)
                                values (?, 'casey', 'softmax', 1, 'an answer', 'markdown', now(), true)
                                """);
                var grade =
                        connection.prepareStatement(
                                """
                                insert into first_grade (attempt_id, candidate_id, question_id, question_version,
                                    state, body)
                                values (?, 'casey', 'softmax', 1, ?, ?)
                                """)) {
            job.setObject(1, attempt);
            job.executeUpdate();
            grade.setObject(1, attempt);
            grade.setString(2, state);
            grade.setString(3, body);
            grade.executeUpdate();
        }
    }

    private static String data(String example) throws Exception {
        return new ObjectMapper()
                .readTree(Contracts.example("grading/examples/" + example + ".v1.json"))
                .get("data")
                .toString();
    }
}
