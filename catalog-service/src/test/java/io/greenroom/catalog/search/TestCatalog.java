package io.greenroom.catalog.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** A catalog's database by itself: its tables in a real PostgreSQL, and nothing else running. */
final class TestCatalog implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    private final EmbeddedPostgres postgres;
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    private TestCatalog(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        this.pool =
                Pool.newInstance(
                        PgBuilder.pool()
                                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                                .connectingTo(
                                        new PgConnectOptions()
                                                .setHost("localhost")
                                                .setPort(postgres.getPort())
                                                .setDatabase("postgres")
                                                .setUser("postgres")
                                                .setPassword("postgres")
                                                .setCachePreparedStatements(true))
                                .using(vertx.getDelegate())
                                .build());
    }

    static TestCatalog start() throws IOException {
        var postgres =
                EmbeddedPostgres.builder().setServerConfig("shared_buffers", "256MB").start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("db/platform", "db/migration")
                .outOfOrder(true)
                .load()
                .migrate();
        var catalog = new TestCatalog(postgres);
        try (var connection = catalog.connect()) {
            connection
                    .createStatement()
                    .execute("alter table question_version add column if not exists slug text");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return catalog;
    }

    Connection connect() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    Pool pool() {
        return pool;
    }

    /** Publishes all questions of {@code content/}, as far as search looks at them. */
    void publishOurContent() throws IOException, SQLException {
        try (var connection = connect();
                var question =
                        connection.prepareStatement(
                                "insert into question (id, slug, pack_id, published_version,"
                                        + " digest) values (?, ?, 'content', 1, '')");
                var version =
                        connection.prepareStatement(
                                """
                                insert into question_version (id, question_id, version, slug, content, title, round,
                                    topics, level_min, level_max, difficulty, minutes, answer_format, companies,
                                    covers, excerpt, search_words, search_body, published_at)
                                values (?, ?, 1, ?, '{}', ?, ?, ?, 3, 7, ?, ?, ?, ?, '{}', '', ?, ?, now())
                                """)) {
            for (var one : questions()) {
                var id = one.get("id").asText();
                question.setString(1, id);
                question.setString(2, id);
                question.addBatch();
                var topics = texts(one.path("topics"));
                var companies = texts(one.path("companies"));
                var round = one.get("round").asText();
                version.setString(1, id + "@1");
                version.setString(2, id);
                version.setString(3, id);
                version.setString(4, one.get("title").asText());
                version.setString(5, round);
                version.setArray(6, connection.createArrayOf("text", topics.toArray()));
                version.setInt(7, one.get("difficulty").asInt());
                version.setInt(8, one.get("minutes").asInt());
                version.setString(9, one.get("answerFormat").asText());
                version.setArray(10, connection.createArrayOf("text", companies.toArray()));
                version.setString(
                        11,
                        Stream.of(topics, companies, List.of(round))
                                .flatMap(List::stream)
                                .map(tag -> tag + " " + tag.replace('-', ' '))
                                .collect(Collectors.joining(" "))
                                .toLowerCase(Locale.ROOT));
                version.setString(12, one.get("prompt").asText());
                version.addBatch();
            }
            question.executeBatch();
            version.executeBatch();
        }
    }

    private static List<JsonNode> questions() throws IOException {
        var yaml = new YAMLMapper();
        var questions = new ArrayList<JsonNode>();
        try (var files = Files.walk(Path.of("../content/questions"))) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".yaml")).sorted().toList()) {
                yaml.readTree(file.toFile()).path("questions").forEach(questions::add);
            }
        }
        return questions;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    @Override
    public void close() throws IOException {
        pool.closeAndAwait();
        vertx.closeAndAwait();
        postgres.close();
    }
}
