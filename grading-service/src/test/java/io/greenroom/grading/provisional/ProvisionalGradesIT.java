package io.greenroom.grading.provisional;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.platform.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every "instance" here is one that knows nothing of the others: as after a restart. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class ProvisionalGradesIT {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Inject DataSource database;

    @BeforeEach
    void none() throws SQLException {
        sql("update attempt_grade set provisional = false");
        sql("delete from provisional_grade");
    }

    @Test
    void aProvisionalGradeIsTakenUpOnceAndLetGoWhenAnotherCounts() throws SQLException {
        var attempt = graded(true);
        graded(false);
        provisional().takeUp(Duration.ZERO);
        provisional().takeUp(Duration.ZERO);
        assertThat(provisional().waiting()).isEqualTo(1);

        further(attempt);
        provisional().takeUp(Duration.ZERO);
        assertThat(provisional().waiting()).isZero();
    }

    @Test
    void isDueOnlyAfterAWhile() throws SQLException {
        graded(true);
        provisional().takeUp(LONG);

        assertThat(provisional().claim(LONG)).isEmpty();
    }

    @Test
    void oneHoldsItAndWhoDiesLetsItGo() throws SQLException {
        var attempt = graded(true);
        provisional().takeUp(Duration.ZERO);
        var held = provisional().claim(LONG).orElseThrow();
        assertThat(held.attemptId()).isEqualTo(attempt);
        assertThat(provisional().claim(LONG)).isEmpty();

        sql("update provisional_grade set due_at = now()");
        assertThat(provisional().claim(LONG)).isPresent();
        // Whose lease ran out has no say any more.
        provisional().done(held);
        assertThat(provisional().waiting()).isEqualTo(1);
    }

    @Test
    void aSignOfLifeKeepsIt() throws SQLException {
        graded(true);
        provisional().takeUp(Duration.ZERO);
        var held = provisional().claim(Duration.ofMillis(300)).orElseThrow();
        provisional().renew(held, LONG);

        // Longer than the lease that it was claimed with.
        Awaitility.await()
                .during(Duration.ofMillis(400))
                .untilAsserted(() -> assertThat(provisional().claim(LONG)).isEmpty());
    }

    @Test
    void countsTheTriesAndStaysGivenUp() throws SQLException {
        graded(true);
        provisional().takeUp(Duration.ZERO);
        provisional().postpone(provisional().claim(LONG).orElseThrow(), Duration.ZERO, true);
        provisional().postpone(provisional().claim(LONG).orElseThrow(), Duration.ZERO, false);
        var held = provisional().claim(LONG).orElseThrow();
        assertThat(held.tries()).isEqualTo(1);

        provisional().giveUp(held);
        provisional().takeUp(Duration.ZERO);
        assertThat(provisional().waiting()).isZero();
        assertThat(provisional().claim(LONG)).isEmpty();
    }

    private ProvisionalGrades provisional() {
        return new ProvisionalGrades(database);
    }

    private UUID graded(boolean provisional) throws SQLException {
        var attempt = UUID.randomUUID();
        sql(
                """
                insert into grading_job (attempt_id, candidate_id, question_id, question_version, answer, language,
                    submitted_at, done)
                values ('%s', 'casey', 'q', 1, 'text', 'markdown', now(), true)
                """
                        .formatted(attempt));
        grade(attempt, 1, "FIRST", provisional);
        return attempt;
    }

    private void further(UUID attempt) throws SQLException {
        grade(attempt, 2, "REPLACEMENT", false);
    }

    private void grade(UUID attempt, int sequence, String kind, boolean provisional)
            throws SQLException {
        sql(
                """
                insert into attempt_grade (attempt_id, sequence, kind, state, candidate_id, question_id,
                    question_version, provisional, body, decided_at)
                values ('%s', %d, '%s', 'GRADED', 'casey', 'q', 1, %s, '{}', now())
                """
                        .formatted(attempt, sequence, kind, provisional));
    }

    private void sql(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
