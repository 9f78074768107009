package io.greenroom.session.room;

import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.session.catalog.QuestionSnapshot;
import io.greenroom.session.mock.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** Instances of the room's server on one database of their own, without the rest of the service. */
final class Instances implements AutoCloseable {
    static final UUID ITEM = UUID.nameUUIDFromBytes(new byte[] {1});
    static final Agenda AGENDA =
            new Agenda(
                    Duration.ofMinutes(45),
                    List.of(new Agenda.Item(ITEM.toString(), 0, Duration.ofMinutes(30))));

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final Pool pool;
    private final PgConnectOptions options;
    private final List<Hub> hubs = new ArrayList<>();
    private final List<PgSubscriber> subscribers = new ArrayList<>();
    private final List<Pool> pools = new ArrayList<>();

    Instances() {
        var settings = new RealInfrastructure().start();
        var name = "rooms_" + UUID.randomUUID().toString().replace("-", "");
        var server = PgConnectOptions.fromUri(settings.get("quarkus.datasource.reactive.url"));
        server.setUser(settings.get("quarkus.datasource.username"))
                .setPassword(settings.get("quarkus.datasource.password"));
        var admin = PgBuilder.pool().connectingTo(server).using(vertx).build();
        join(admin.query("create database " + name).execute());
        join(admin.close());
        Flyway.configure()
                .dataSource(
                        String.valueOf(settings.get("quarkus.datasource.jdbc.url"))
                                .replaceAll("/postgres$", "/" + name),
                        server.getUser(),
                        server.getPassword())
                .locations("db/platform", "db/migration")
                .outOfOrder(true)
                .load()
                .migrate();
        options = new PgConnectOptions(server).setDatabase(name).setCachePreparedStatements(true);
        pool = newPool();
    }

    Pool newPool() {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(options)
                .using(vertx)
                .build();
    }

    Hub start() {
        return start(new Settings());
    }

    Hub start(RoomConfig config) {
        return start(config, Clock.systemUTC());
    }

    Hub start(RoomConfig config, Clock clock) {
        return start(config, clock, options);
    }

    /** One that reaches the database by a way of its own. */
    Hub startBehind(Dam dam) {
        return start(
                new Settings(),
                Clock.systemUTC(),
                new PgConnectOptions(options).setHost("localhost").setPort(dam.port()));
    }

    /** A way to the database that can be cut off. */
    Dam dam() {
        return new Dam(vertx, options.getPort());
    }

    private Hub start(RoomConfig config, Clock clock, PgConnectOptions way) {
        var subscriber = PgSubscriber.subscriber(vertx, options);
        subscribers.add(subscriber);
        var rooms =
                RoomStore.connect(vertx, new PgConnectOptions(way), config.databaseSilence(), 4);
        pools.add(rooms);
        var hub =
                new Hub(
                        vertx,
                        rooms,
                        (channel, listener) ->
                                subscriber.channel(channel).handler(listener::accept),
                        config,
                        clock,
                        new RoomMetrics(metrics),
                        new OneQuestion());
        join(subscriber.connect());
        hubs.add(hub);
        return hub;
    }

    /** A live session. */
    UUID session() {
        var id = UUID.randomUUID();
        join(
                pool.preparedQuery(
                                """
                                insert into mock_session (id, title, state, revision, starts_at, minutes, time_zone, sequence,
                                    organiser_id, organiser_name, peer, created_at, updated_at, opened_at)
                                values ($1, 'Round', 'LIVE', 1, $2, 45, 'UTC', 0, 'iris', 'Iris', false, $2, $2, $2)
                                """)
                        .execute(Tuple.of(id, OffsetDateTime.now(ZoneOffset.UTC))));
        join(
                pool.preparedQuery(
                                "insert into room (session_id, seq, active_at, watchers) values"
                                        + " ($1, 1, $2, '{}')")
                        .execute(Tuple.of(id, OffsetDateTime.now(ZoneOffset.UTC))));
        join(
                pool.preparedQuery(
                                "insert into room_event (session_id, seq, at, kind, data) values"
                                        + " ($1, 1, $2, 'phase', '{\"phase\":\"LIVE\"}')")
                        .execute(Tuple.of(id, OffsetDateTime.now(ZoneOffset.UTC))));
        return id;
    }

    Member member(UUID session, Role role) {
        var id = UUID.randomUUID();
        join(
                pool.preparedQuery(
                                """
                                insert into session_participant (id, session_id, role, account, name, invited_at)
                                values ($1, $2, $3, $4, $4, $5)
                                """)
                        .execute(
                                Tuple.of(
                                        id,
                                        session,
                                        role.name(),
                                        role.name().toLowerCase(java.util.Locale.ROOT) + id,
                                        OffsetDateTime.now(ZoneOffset.UTC))));
        return new Member(
                session, id, role, role.name(), Instant.now().plus(Duration.ofHours(1)), AGENDA);
    }

    /** The session is planned anew without these, as the service's transaction does it. */
    void planAnew(UUID session, List<Member> without) {
        join(
                pool.withTransaction(
                        connection ->
                                connection
                                        .preparedQuery(
                                                "delete from session_participant where id ="
                                                        + " any($1)")
                                        .execute(
                                                Tuple.tuple()
                                                        .addArrayOfUUID(
                                                                without.stream()
                                                                        .map(Member::participantId)
                                                                        .toArray(UUID[]::new)))
                                        .compose(
                                                gone ->
                                                        connection
                                                                .preparedQuery(
                                                                        """
                                                                        with grown as (
                                                                            update room set seq = seq + 1 where session_id = $1 returning seq),
                                                                        entry as (
                                                                            insert into room_event (session_id, seq, at, kind, data)
                                                                            select $1, seq, now(), 'plan', '{"minutes":45,"items":[]}' from grown)
                                                                        select pg_notify('room_grown', $1::text || ' ' || seq) from grown
                                                                        """)
                                                                .execute(Tuple.of(session)))));
    }

    /** What comes of it; a failure when nothing does. */
    static <T> T join(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    /** Ends all instances; together they would take all connections that the database has. */
    void stop() {
        hubs.forEach(hub -> join(hub.close()));
        hubs.clear();
        subscribers.forEach(PgSubscriber::close);
        subscribers.clear();
        pools.forEach(pool -> join(pool.close()));
        pools.clear();
    }

    @Override
    public void close() {
        stop();
        join(vertx.close());
    }

    private static final class OneQuestion implements Hub.Questions {
        @Override
        public Future<@Nullable QuestionSnapshot> of(Member who, String item) {
            return Future.succeededFuture(
                    item.equals(ITEM.toString())
                            ? new QuestionSnapshot(
                                    "q",
                                    "q",
                                    1,
                                    "Softmax",
                                    "coding",
                                    List.of(),
                                    Map.of(),
                                    1,
                                    30,
                                    "code",
                                    "python",
                                    "def softmax(x):\n    pass\n",
                                    "Write it.",
                                    List.of("What overflows?", "Subtract."),
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null)
                            : null);
        }

        @Override
        public void attended(Collection<UUID> sessionIds) {}
    }

    /** A clock that is set by a test, and goes on from there. */
    static final class SetClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void ahead(Duration by) {
            ahead = by;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("Nothing here asks for a zone.");
        }
    }

    /** The defaults, with less patience. */
    static class Settings implements RoomConfig {
        @Override
        public int frameBytes() {
            return 524_288;
        }

        @Override
        public int framesPerSecond() {
            return 60;
        }

        @Override
        public int frameBurst() {
            return 240;
        }

        @Override
        public int badFrames() {
            return 10;
        }

        @Override
        public int documentUnits() {
            return 200_000;
        }

        @Override
        public int connections() {
            return 32;
        }

        @Override
        public int queueBytes() {
            return 1_048_576;
        }

        @Override
        public Duration helloWithin() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration silence() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Duration tokenGrace() {
            return Duration.ofMinutes(15);
        }

        @Override
        public Duration linger() {
            return Duration.ofSeconds(30);
        }

        @Override
        public int snapshotEvery() {
            return 1_000;
        }

        @Override
        public Duration databaseSilence() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration sweep() {
            return Duration.ofMillis(500);
        }

        @Override
        public Optional<List<String>> iceUrls() {
            return Optional.empty();
        }

        @Override
        public Optional<String> iceUsername() {
            return Optional.empty();
        }

        @Override
        public Optional<String> iceCredential() {
            return Optional.empty();
        }

        @Override
        public Optional<String> iceSecret() {
            return Optional.empty();
        }

        @Override
        public Duration iceAccountFor() {
            return Duration.ofHours(12);
        }
    }
}
