package io.greenroom.grading.spending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What was spent, added up by day, grader and candidate. Blocks. */
@ApplicationScoped
class UsageLog {
    private static final int MOST_CANDIDATES = 50;

    private static final String FIGURES =
            """
            coalesce(sum(grades), 0) as grades, coalesce(sum(cached), 0) as cached,
            coalesce(sum(failed), 0) as failed, coalesce(sum(calls), 0) as calls,
            coalesce(sum(input_tokens), 0) as input_tokens,
            coalesce(sum(output_tokens), 0) as output_tokens, cast(sum(cost_micros) as bigint) as cost_micros
            """;

    private final DataSource database;
    private final Clock clock;

    @Inject
    UsageLog(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Under nobody's name when the candidate was deleted meanwhile: spent it is all the same. */
    void add(Spending.Spender spender, String candidateId, Spent spent) {
        var sql =
                """
                insert into llm_usage as u (day, provider, model, grader_version, candidate_id, grades,
                    cached, failed, calls, input_tokens, output_tokens, cost_micros)
                values (?, ?, ?, ?, case when was_just_forgotten(?) then '' else ? end,
                    ?, ?, ?, ?, ?, ?, ?)
                on conflict (day, provider, model, grader_version, candidate_id) do update
                set grades = u.grades + excluded.grades, cached = u.cached + excluded.cached,
                    failed = u.failed + excluded.failed, calls = u.calls + excluded.calls,
                    input_tokens = u.input_tokens + excluded.input_tokens,
                    output_tokens = u.output_tokens + excluded.output_tokens,
                    cost_micros = case
                        when u.cost_micros is null and excluded.cost_micros is null then null
                        else coalesce(u.cost_micros, 0) + coalesce(excluded.cost_micros, 0) end
                """;
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, LocalDate.now(clock.withZone(ZoneOffset.UTC)));
            statement.setString(2, spender.provider());
            statement.setString(3, spender.model());
            statement.setString(4, spender.graderVersion());
            statement.setString(5, candidateId);
            statement.setString(6, candidateId);
            statement.setInt(7, spent.end() == Spent.End.GRADED ? 1 : 0);
            statement.setInt(8, spent.end() == Spent.End.CACHED ? 1 : 0);
            statement.setInt(9, spent.end() == Spent.End.FAILED ? 1 : 0);
            statement.setInt(10, spent.calls());
            statement.setLong(11, spent.tokens().input());
            statement.setLong(12, spent.tokens().output());
            if (spent.costMicros() == null) {
                statement.setNull(13, Types.BIGINT);
            } else {
                statement.setLong(13, spent.costMicros());
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Usage cannot be written", e);
        }
    }

    /** Of everybody when no candidate is given. */
    FiguresView total(YearMonth month, @Nullable String candidateId) {
        return rows(month, candidateId, "", "", UsageLog::figures).getFirst();
    }

    List<UsageView.DayView> days(YearMonth month, @Nullable String candidateId) {
        return rows(
                month,
                candidateId,
                "day,",
                "group by day order by day",
                row ->
                        new UsageView.DayView(
                                row.getObject("day", LocalDate.class).toString(), figures(row)));
    }

    List<UsageView.GraderUsageView> graders(YearMonth month) {
        return rows(
                month,
                null,
                "provider, model, grader_version,",
                "group by provider, model, grader_version order by provider, model, grader_version",
                row ->
                        new UsageView.GraderUsageView(
                                row.getString("provider"),
                                row.getString("model"),
                                row.getString("grader_version"),
                                figures(row)));
    }

    List<UsageView.CandidateUsageView> candidates(YearMonth month) {
        return rows(
                month,
                null,
                "candidate_id,",
                "group by candidate_id order by sum(input_tokens + output_tokens) desc,"
                        + " candidate_id limit "
                        + MOST_CANDIDATES,
                row ->
                        new UsageView.CandidateUsageView(
                                row.getString("candidate_id"), figures(row)));
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(
            YearMonth month,
            @Nullable String candidateId,
            String columns,
            String order,
            Reader<T> reader) {
        var sql =
                "select %s %s from llm_usage where day >= ? and day <= ? %s %s"
                        .formatted(
                                columns,
                                FIGURES,
                                candidateId == null ? "" : "and candidate_id = ?",
                                order);
        try (var connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, month.atDay(1));
            statement.setObject(2, month.atEndOfMonth());
            if (candidateId != null) {
                statement.setString(3, candidateId);
            }
            var rows = new ArrayList<T>();
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("Usage cannot be read", e);
        }
    }

    private static FiguresView figures(ResultSet row) throws SQLException {
        Long cost = row.getObject("cost_micros", Long.class);
        return new FiguresView(
                row.getInt("grades"),
                row.getInt("cached"),
                row.getInt("failed"),
                row.getInt("calls"),
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                cost);
    }
}
