package io.greenroom.catalog.search;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the search is compared with: one statement and its plan; a connection for each client. */
final class RawSql {
    private static final String FROM =
            " from question q join question_version v on v.question_id = q.id and v.version ="
                    + " q.published_version ";

    private static final String ITEM =
            "select q.id, q.slug, v.version, v.title, v.round, v.topics, v.level_min, v.level_max,"
                    + " v.difficulty, v.minutes, v.answer_format, v.companies, v.excerpt";

    private static final String RANKED =
            " order by ts_rank(v.search, plainto_tsquery('english', ?)) desc, q.id collate \"C\""
                    + " limit 20";

    /** The words, twice. */
    static final String BY_WORDS =
            ITEM + FROM + "where v.search @@ plainto_tsquery('english', ?)" + RANKED;

    /** The words, a topic, a round, the words. */
    static final String BY_WORDS_AND_FILTER =
            ITEM
                    + FROM
                    + "where v.search @@ plainto_tsquery('english', ?) and v.topics &&"
                    + " array[?::text] and v.round = ?"
                    + RANKED;

    /** As PostgreSQL's manual corrects a word: the nearest of the words that occur (F.35.5). */
    static final String CORRECTED =
            "with nearest as (select word from word order by similarity(word, ?) desc, ndoc desc,"
                    + " word collate \"C\" limit 1) "
                    + ITEM
                    + FROM
                    + ", nearest where v.search @@ plainto_tsquery('english', nearest.word) order"
                    + " by ts_rank(v.search, plainto_tsquery('english', nearest.word)) desc, q.id"
                    + " collate \"C\" limit 20";

    /** How PostgreSQL is to go about it. */
    enum Plan {
        /** As it thinks best. */
        OWN("set plan_cache_mode = force_custom_plan"),
        /** By looking up what the index of words names; best when that is little. */
        LOOK_UP(
                "set plan_cache_mode = force_custom_plan; set enable_hashjoin = off; set"
                        + " enable_mergejoin = off");

        private final String settings;

        Plan(String settings) {
            this.settings = settings;
        }
    }

    /** Where the database is. */
    record Database(String url, String user, String password) {
        Connection connect() throws SQLException {
            return DriverManager.getConnection(url, user, password);
        }
    }

    private final ThreadLocal<PreparedStatement> statements;

    RawSql(Database database, String sql, Plan plan) {
        this.statements =
                ThreadLocal.withInitial(
                        () -> {
                            try {
                                var connection = database.connect();
                                try (var set = connection.createStatement()) {
                                    set.execute(plan.settings);
                                }
                                return connection.prepareStatement(sql);
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        });
    }

    /** The ids that are found, in order. */
    List<String> find(List<String> parameters) {
        try {
            var statement = statements.get();
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i));
            }
            var ids = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
