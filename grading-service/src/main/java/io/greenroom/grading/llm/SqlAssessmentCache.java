package io.greenroom.grading.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.grading.rubric.Assessment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Judgements kept in the database, for all instances and for a bounded time and number. Answers do
 * not stand here, only the words that were quoted of them. A cache that fails is a cache that has
 * nothing.
 */
@ApplicationScoped
class SqlAssessmentCache implements AssessmentCache {
    private static final Logger LOG = Logger.getLogger(SqlAssessmentCache.class);

    /** A judgement has about 4 kB. */
    private static final int MOST = 20_000;

    private final DataSource database;
    private final ObjectMapper mapper;
    private final Duration kept;
    private final Clock clock;

    @Inject
    SqlAssessmentCache(
            DataSource database, ObjectMapper mapper, LlmSettings settings, Clock clock) {
        this.database = database;
        this.mapper = mapper;
        this.kept = settings.cache();
        this.clock = clock;
    }

    @Override
    public Optional<Assessment> find(String key) {
        if (kept.isZero()) {
            return Optional.empty();
        }
        var sql = "select assessment from llm_assessment where key = ? and created_at > ?";
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            statement.setObject(2, clock.instant().minus(kept).atOffset(ZoneOffset.UTC));
            try (var rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(mapper.readValue(rows.getString(1), Assessment.class))
                        : Optional.empty();
            }
        } catch (SQLException | JsonProcessingException e) {
            LOG.warnf("A judgement could not be looked up: %s", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    @Override
    public void put(String key, String candidateId, Assessment assessment) {
        if (kept.isZero()) {
            return;
        }
        var sql =
                """
                insert into llm_assessment (key, candidate_id, assessment, created_at)
                select ?, ?, ?, ? where not was_just_forgotten(?)
                on conflict (key) do update
                set candidate_id = excluded.candidate_id, assessment = excluded.assessment,
                    created_at = excluded.created_at
                """;
        try (var connection = database.getConnection()) {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, key);
                statement.setString(2, candidateId);
                statement.setString(3, mapper.writeValueAsString(assessment));
                statement.setObject(4, clock.instant().atOffset(ZoneOffset.UTC));
                // The candidate may have been deleted while the model was asked.
                statement.setString(5, candidateId);
                statement.executeUpdate();
            }
            var outdated =
                    """
                    delete from llm_assessment where created_at <= ? or key in (
                        select key from llm_assessment order by created_at desc offset ?)
                    """;
            try (var statement = connection.prepareStatement(outdated)) {
                statement.setObject(1, clock.instant().minus(kept).atOffset(ZoneOffset.UTC));
                statement.setInt(2, MOST);
                statement.executeUpdate();
            }
        } catch (SQLException | JsonProcessingException e) {
            LOG.warnf("A judgement could not be kept: %s", e.getClass().getSimpleName());
        }
    }
}
