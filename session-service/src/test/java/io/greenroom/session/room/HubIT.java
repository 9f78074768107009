package io.greenroom.session.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.greenroom.session.mock.Role;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Several instances on one real database, and clients that are slow, lost or in each other's way.
 */
class HubIT {
    private static Instances instances;

    @BeforeAll
    static void start() {
        instances = new Instances();
    }

    @AfterEach
    void stopInstances() {
        instances.stop();
    }

    @AfterAll
    static void stop() {
        instances.close();
    }

    @Test
    void twoInstancesServeOneRoom() {
        var here = instances.start();
        var there = instances.start();
        var session = instances.session();
        var casey = Seat.take(here, instances.member(session, Role.CANDIDATE));
        var iris = Seat.take(there, instances.member(session, Role.INTERVIEWER));

        var writers = List.of(new Writer(casey), new Writer(iris));
        for (int i = 0; i < 100; i++) {
            writers.get(i % 2).write(i % 2 == 0 ? "a" : "b");
        }
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            writers.forEach(Writer::step);
                            return writers.stream().allMatch(writer -> writer.version == 100);
                        });

        assertThat(writers.get(0).text.toString())
                .isEqualTo(writers.get(1).text.toString())
                .hasSize(100);
        assertThat(casey.seqs())
                .isEqualTo(
                        LongStream.rangeClosed(casey.seqs().getFirst(), casey.seqs().getLast())
                                .boxed()
                                .toList());
        assertThat(iris.seqs())
                .isEqualTo(
                        LongStream.rangeClosed(iris.seqs().getFirst(), iris.seqs().getLast())
                                .boxed()
                                .toList());
        var third = instances.start();
        assertThat(text(Seat.state(third, instances.member(session, Role.OBSERVER))))
                .isEqualTo(writers.get(0).text.toString());
    }

    @Test
    void whoIsAtAnotherInstanceIsSeenAndHeard() {
        var here = instances.start();
        var there = instances.start();
        var session = instances.session();
        var casey = Seat.take(here, instances.member(session, Role.CANDIDATE));
        var iris = Seat.take(there, instances.member(session, Role.INTERVIEWER));
        var signal = "x".repeat(12_000);

        for (var seat : List.of(casey, iris)) {
            seat.await(frame -> Seat.is(frame, "presence") && frame.path("people").size() == 2);
        }
        casey.frame(
                "{\"type\":\"whisper\",\"kind\":\"signal\",\"to\":\"%s\",\"data\":\"%s\"}"
                        .formatted(iris.peer.id(), signal));

        var heard = iris.await(frame -> Seat.is(frame, "whisper"));
        assertThat(heard.path("data").asText()).isEqualTo(signal);
        assertThat(heard.path("fromConnection").asText()).isEqualTo(casey.peer.id());

        there.disconnect(iris.peer);
        await().untilAsserted(() -> assertThat(last(casey, "presence").path("people")).hasSize(1));
    }

    @Test
    void anActionThatIsRepeatedAnywhereIsDoneOnce() {
        var here = instances.start();
        var there = instances.start();
        var session = instances.session();
        var member = instances.member(session, Role.CANDIDATE);
        var first = Seat.take(here, member);
        var said = first.act("once", "chat.say", "\"text\":\"Hello\"");
        var again = first.act("once", "chat.say", "\"text\":\"Hello\"");
        var elsewhere = Seat.take(there, member).act("once", "chat.say", "\"text\":\"Hello\"");

        assertThat(again.path("seq").asLong()).isEqualTo(said.path("seq").asLong());
        assertThat(elsewhere.path("seq").asLong()).isEqualTo(said.path("seq").asLong());
        assertThat(Seat.state(there, member).path("chat")).hasSize(1);
    }

    @Test
    void aSlowClientIsNotWaitedForAndMissesNothing() {
        var hub = instances.start();
        var session = instances.session();
        var casey = Seat.take(hub, instances.member(session, Role.CANDIDATE));
        var slow = Seat.take(hub, instances.member(session, Role.OBSERVER));
        slow.await(frame -> frame.path("entries").size() > 0);
        slow.full = true;

        var writer = new Writer(casey);
        for (int i = 0; i < 700; i++) {
            writer.write("x");
        }
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            writer.step();
                            return writer.version == 700;
                        });
        assertThat(slow.seqs()).hasSizeLessThan(10);
        slow.full = false;
        hub.drained(slow.peer);

        long end = casey.seqs().getLast();
        await().untilAsserted(() -> assertThat(slow.seqs()).last().isEqualTo(end));
        assertThat(slow.seqs())
                .isEqualTo(LongStream.rangeClosed(slow.seqs().getFirst(), end).boxed().toList());
    }

    @Test
    void nobodyWatchesDuringFocusTimeAndAllIsThereAfterwards() {
        var hub = instances.start();
        var session = instances.session();
        var casey = Seat.take(hub, instances.member(session, Role.CANDIDATE));
        var iris = Seat.take(hub, instances.member(session, Role.INTERVIEWER));
        casey.push(0, "[[0,\"before\"]]");
        casey.act("focus.start", "\"minutes\":10");
        casey.push(1, "[6,[0,\" hidden\"]]");
        casey.act(
                "run.output",
                "\"doc\":\"scratch\",\"version\":2,\"exit\":0,\"ms\":1,\"stdout\":\"hidden\"");
        casey.frame("{\"type\":\"whisper\",\"kind\":\"cursor\",\"data\":{\"word\":\"hidden\"}}");
        casey.act("chat.say", "\"text\":\"thinking\"");
        iris.await(frame -> frame.toString().contains("thinking"));
        var late = Seat.take(hub, instances.member(session, Role.OBSERVER));
        late.await(frame -> frame.toString().contains("thinking"));

        iris.push(2, "[13,[0,\"!\"]]");
        assertThat(iris.await(frame -> Seat.is(frame, "error")).path("code").asText())
                .isEqualTo("focus");
        for (var seat : List.of(iris, late)) {
            assertThat(String.join("\n", seat.frames)).contains("before").doesNotContain("hidden");
        }
        casey.act("focus.end", "");

        for (var seat : List.of(iris, late)) {
            seat.await(frame -> frame.toString().contains("hidden"));
            await().untilAsserted(
                            () ->
                                    assertThat(
                                                    seat.entries().stream()
                                                            .filter(
                                                                    entry ->
                                                                            entry.path("kind")
                                                                                    .asText()
                                                                                    .equals("edit"))
                                                            .map(
                                                                    entry ->
                                                                            entry.at(
                                                                                            "/data/version")
                                                                                    .asInt()))
                                            .endsWith(2)
                                            .doesNotHaveDuplicates());
            assertThat(seat.seqs()).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatFocusTimeWithheldComesToThoseWhoseRoomWasLoadedAgainMeanwhile() {
        var hub = instances.start();
        var session = instances.session();
        var casey = Seat.take(hub, instances.member(session, Role.CANDIDATE));
        var iris = Seat.take(hub, instances.member(session, Role.INTERVIEWER));
        casey.act("focus.start", "\"minutes\":10");
        casey.push(0, "[[0,\"hidden\"]]");
        casey.act("chat.say", "\"text\":\"thinking\"");
        iris.await(frame -> frame.toString().contains("thinking"));

        // The end comes from elsewhere, while this instance is taken for gone.
        Instances.join(
                instances
                        .pool
                        .preparedQuery(
                                """
                                with grown as (
                                    update room set seq = seq + 1, watchers = '{}' where session_id = $1
                                    returning session_id, seq)
                                insert into room_event (session_id, seq, at, kind, data)
                                select session_id, seq, now(), 'focus', '{"until":null}' from grown
                                """)
                        .execute(Tuple.of(session)));

        iris.await(frame -> frame.toString().contains("hidden"));
        assertThat(iris.seqs()).doesNotHaveDuplicates();
    }

    @Test
    void aTimerGoesBackForNoClock() {
        var clocks = List.of(new Instances.SetClock(), new Instances.SetClock());
        var session = instances.session();
        var panel =
                clocks.stream()
                        .map(
                                clock ->
                                        Seat.take(
                                                instances.start(new Instances.Settings(), clock),
                                                instances.member(session, Role.INTERVIEWER)))
                        .toList();
        // By how many minutes each clock is ahead, who acts then, and what they do.
        record Step(int first, int second, int who, String action, boolean ofItem) {}
        var item = ",\"item\":\"" + Instances.ITEM + "\"";
        var steps =
                List.of(
                        new Step(0, 0, 0, "timer.start", true),
                        new Step(20, 0, 0, "timer.start", false),
                        new Step(20, 0, 1, "timer.pause", true),
                        new Step(20, -20, 1, "timer.start", true),
                        new Step(-20, -20, 0, "pause", false),
                        new Step(-20, 10, 1, "resume", false),
                        new Step(25, 10, 1, "timer.pause", false),
                        new Step(25, 10, 0, "timer.pause", true));
        for (var step : steps) {
            clocks.get(0).ahead(Duration.ofMinutes(step.first()));
            clocks.get(1).ahead(Duration.ofMinutes(step.second()));
            var done =
                    panel.get(step.who())
                            .act(step.action(), step.ofItem() ? item.substring(1) : "");
            assertThat(Seat.is(done, "done")).as("%s: %s", step, done).isTrue();
            // The other instance has it before it goes on.
            for (var seat : panel) {
                await().until(() -> seat.seqs().contains(done.path("seq").asLong()));
            }
        }

        for (var seat : panel) {
            var passed = new HashMap<String, Long>();
            var latest = Instant.EPOCH;
            int seen = 0;
            for (var entry : seat.entries()) {
                var at = Instant.parse(entry.path("at").asText());
                assertThat(at).isAfterOrEqualTo(latest);
                latest = at;
                for (var timer : timersIn(entry).entrySet()) {
                    long elapsed = timer.getValue().path("elapsedMs").asLong();
                    assertThat(elapsed)
                            .isNotNegative()
                            .isGreaterThanOrEqualTo(passed.getOrDefault(timer.getKey(), 0L));
                    passed.put(timer.getKey(), elapsed);
                    seen++;
                }
            }
            assertThat(seen).isGreaterThanOrEqualTo(steps.size());
            // Only the first clock was ever this far ahead, and less than that has passed.
            assertThat(passed.values())
                    .allMatch(millis -> millis <= Duration.ofMinutes(26).toMillis());
        }
        assertThat(timers(panel.getFirst())).isEqualTo(timers(panel.getLast()));
    }

    private static Map<String, JsonNode> timersIn(JsonNode entry) {
        var found = new HashMap<String, JsonNode>();
        var data = entry.path("data");
        if (entry.path("kind").asText().equals("timer")) {
            found.put(data.path("item").asText(), data.path("timer"));
        }
        if (data.path("timers").has("session")) {
            found.put("null", data.path("timers").path("session"));
        }
        data.path("timers")
                .path("items")
                .properties()
                .forEach(timer -> found.put(timer.getKey(), timer.getValue()));
        return found;
    }

    private static JsonNode timers(Seat seat) {
        return Seat.state(seat.hub, seat.peer.member()).path("timers");
    }

    @Test
    void aQuestionPutInAPauseHasItsTimeFromWhenAnotherInstanceGoesOn() {
        var here = instances.start();
        var there = instances.start();
        var session = instances.session();
        var iris = Seat.take(here, instances.member(session, Role.INTERVIEWER));
        var ivan = Seat.take(there, instances.member(session, Role.INTERVIEWER));
        iris.act("timer.start", "");
        iris.act("pause", "");
        var put = iris.act("question.show", "\"item\":\"" + Instances.ITEM + "\"");
        assertThat(Seat.is(put, "done")).isTrue();
        await().until(() -> ivan.seqs().contains(put.path("seq").asLong()));
        for (var seat : List.of(iris, ivan)) {
            assertThat(timers(seat).findValues("runningSince")).allMatch(JsonNode::isNull);
        }

        var goesOn = ivan.act("resume", "");
        assertThat(Seat.is(goesOn, "done")).isTrue();
        await().until(() -> iris.seqs().contains(goesOn.path("seq").asLong()));

        var timers = timers(iris);
        assertThat(timers).isEqualTo(timers(ivan));
        assertThat(Seat.state(instances.start(), ivan.peer.member()).path("timers"))
                .isEqualTo(timers);
        var own = timers.path("items").path(Instances.ITEM.toString());
        assertThat(own.path("elapsedMs").asLong()).isZero();
        assertThat(own.hasNonNull("runningSince")).isTrue();
        assertThat(own.path("runningSince")).isEqualTo(timers.path("session").path("runningSince"));
    }

    @Test
    void aFocusTimeIsNotCutShortByAnInstanceWhoseClockIsAhead() {
        var ahead = new Instances.SetClock();
        ahead.ahead(Duration.ofMinutes(20));
        var here = instances.start();
        var there = instances.start(new Instances.Settings(), ahead);
        var session = instances.session();
        var casey = Seat.take(here, instances.member(session, Role.CANDIDATE));
        var iris = Seat.take(there, instances.member(session, Role.INTERVIEWER));

        casey.act("focus.start", "\"minutes\":10");

        iris.await(frame -> frame.toString().contains("\"until\""));
        for (var seat : List.of(iris, casey, iris, casey)) {
            assertThat(Seat.is(seat.act("chat.say", "\"text\":\"Still?\""), "done")).isTrue();
        }
        iris.push(0, "[[0,\"!\"]]");
        assertThat(iris.await(frame -> Seat.is(frame, "error")).path("code").asText())
                .isEqualTo("focus");
        assertThat(endsOfFocus(casey)).isZero();
    }

    @Test
    void aFocusTimeIsNotCutShortWhereARoomIsLoadedByAnInstanceWhoseClockIsAhead() {
        var session = instances.session();
        var candidate = instances.member(session, Role.CANDIDATE);
        var casey = Seat.take(instances.start(), candidate);
        casey.act("focus.start", "\"minutes\":10");
        casey.push(0, "[[0,\"thinking\"]]");
        instances.stop();
        var ahead = new Instances.SetClock();
        ahead.ahead(Duration.ofMinutes(20));

        var there = instances.start(new Instances.Settings(), ahead);
        var iris = Seat.take(there, instances.member(session, Role.INTERVIEWER));
        var again = Seat.take(there, candidate);

        for (var seat : List.of(iris, again, iris, again)) {
            assertThat(Seat.is(seat.act("chat.say", "\"text\":\"Still?\""), "done")).isTrue();
        }
        assertThat(endsOfFocus(iris)).isZero();
        assertThat(Seat.state(there, candidate).path("focus").isNull()).isFalse();
        assertThat(iris.frames).noneMatch(frame -> frame.contains("thinking"));
    }

    @Test
    void aFocusTimeThatIsOverEndsOnceHoweverManyInstancesSeeIt() {
        var session = instances.session();
        var member = instances.member(session, Role.CANDIDATE);
        var casey = Seat.take(instances.start(), member);
        casey.act("focus.start", "\"minutes\":1");
        instances.stop();
        Instances.join(
                instances
                        .pool
                        .preparedQuery(
                                "update room_event set stored_at = stored_at - interval '2 minutes'"
                                        + " where session_id = $1 and kind = 'focus'")
                        .execute(Tuple.of(session)));

        var seats =
                Stream.generate(instances::start)
                        .limit(3)
                        .map(hub -> new Seat(hub, instances.member(session, Role.INTERVIEWER)))
                        .toList();
        seats.forEach(
                seat ->
                        seat.frame(
                                "{\"type\":\"hello\",\"v\":1,\"client\":\"" + seat.client + "\"}"));

        for (var seat : seats) {
            await().untilAsserted(
                            () ->
                                    assertThat(
                                                    Seat.state(seat.hub, seat.peer.member())
                                                            .path("focus")
                                                            .isNull())
                                            .isTrue());
        }
        // What any of them would have written besides is before this.
        seats.forEach(seat -> seat.act("chat.say", "\"text\":\"Go on.\""));
        assertThat(
                        Instances.<Long>join(
                                instances
                                        .pool
                                        .preparedQuery(
                                                "select count(*) from room_event where session_id ="
                                                        + " $1 and kind = 'focus' and data ="
                                                        + " '{\"until\":null}'")
                                        .execute(Tuple.of(session))
                                        .map(rows -> rows.iterator().next().getLong(0))))
                .isEqualTo(1);
    }

    private static long endsOfFocus(Seat seat) {
        return seat.entries().stream()
                .filter(entry -> entry.path("kind").asText().equals("focus"))
                .filter(entry -> entry.path("data").path("until").isNull())
                .count();
    }

    @Test
    void whatManyRoomsWriteAtOnceGoesInFewCommits() {
        var hub = instances.start();
        var seats =
                IntStream.range(0, 40)
                        .mapToObj(
                                i ->
                                        Seat.take(
                                                hub,
                                                instances.member(
                                                        instances.session(), Role.CANDIDATE)))
                        .toList();
        var before = instances.metrics.get("greenroom.room.commit").timer().count();

        for (var seat : seats) {
            seat.push(0, "[[0,\"x\"]]");
        }
        for (var seat : seats) {
            seat.await(frame -> frame.toString().contains("\"kind\":\"edit\""));
        }

        assertThat(instances.metrics.get("greenroom.room.commit").timer().count() - before)
                .isLessThan(20);
    }

    @Test
    void changesOfManyRoomsHoldThemInTheOrderOfAllInstances() {
        var rooms =
                Stream.generate(instances::session)
                        .limit(2)
                        .sorted(Comparator.comparing(UUID::toString))
                        .toList();
        var store = new RoomStore(instances.pool, UUID.randomUUID());
        var batch = new RoomStore.Batch();
        for (var room : rooms.reversed()) {
            batch.append(
                    room,
                    Entry.of(
                            2,
                            Instant.now(),
                            Kind.CHAT,
                            null,
                            null,
                            Json.object().put("text", "Hello")));
        }
        var first = Instances.join(store.begin());
        Instances.join(first.hold(rooms.subList(0, 1)));

        var appended = store.append(batch, Map.of(rooms.get(0), 1L, rooms.get(1), 1L), Set.of());

        await().until(() -> waitingForLocks() == 1);
        // It waits for the first, and so does not hold the second.
        var second = Instances.join(store.begin());
        assertThat(second.hold(rooms.subList(1, 2)).toCompletionStage().toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(10));
        Instances.join(second.undo());
        Instances.join(first.undo());
        assertThat(Instances.join(appended)).containsExactlyInAnyOrderElementsOf(rooms);
    }

    private static long waitingForLocks() {
        return Instances.join(
                instances
                        .pool
                        .query(
                                "select count(*) from pg_stat_activity where datname ="
                                        + " current_database() and wait_event_type = 'Lock'")
                        .execute()
                        .map(rows -> rows.iterator().next().getLong(0)));
    }

    @Test
    void whatCameBetweenUnheardOfIsBeforeWhatIsAppendedThen() {
        var hub = instances.start();
        var session = instances.session();
        var casey = Seat.take(hub, instances.member(session, Role.CANDIDATE));
        casey.push(0, "[[0,\"first\"]]");
        casey.await(frame -> frame.toString().contains("first"));
        unheardOf(session, "chat", "{\"text\":\"between\"}");

        casey.push(1, "[5,[0,\"second\"]]");
        casey.await(frame -> frame.toString().contains("second"));

        assertThat(casey.entries().stream().map(JsonNode::toString).toList())
                .satisfiesOnlyOnce(entry -> assertThat(entry).contains("between"))
                .last()
                .asString()
                .contains("second");
        assertThat(casey.seqs()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aChangeThatIsRefusedForWhatIsOverIsTakenIn() {
        var hub = instances.start();
        var session = instances.session();
        var casey = Seat.take(hub, instances.member(session, Role.CANDIDATE));
        unheardOf(session, "phase", "{\"phase\":\"SCORING\"}");
        casey.await(frame -> frame.toString().contains("SCORING"));
        unheardOf(session, "phase", "{\"phase\":\"LIVE\"}");

        casey.push(0, "[[0,\"again\"]]");

        var answer = casey.await(frame -> Seat.is(frame, "error") || hasEdit(frame));
        assertThat(hasEdit(answer)).isTrue();
    }

    /** Appended from somewhere that does not tell. */
    private static void unheardOf(UUID session, String kind, String data) {
        Instances.join(
                instances
                        .pool
                        .preparedQuery(
                                """
                                with grown as (
                                    update room set seq = seq + 1 where session_id = $1 returning session_id, seq)
                                insert into room_event (session_id, seq, at, kind, data)
                                select session_id, seq, now(), $2, $3 from grown
                                """)
                        .execute(Tuple.of(session, kind, data)));
    }

    private static boolean hasEdit(JsonNode frame) {
        return frame.toString().contains("\"kind\":\"edit\"");
    }

    @Test
    void whatWasUnderWayWhenTheDatabaseBrokeOffIsStoredOnce() {
        var hub = instances.start();
        var session = instances.session();
        var member = instances.member(session, Role.CANDIDATE);
        var casey = Seat.take(hub, member);
        var writer = new Writer(casey);
        for (int i = 0; i < 60; i++) {
            writer.write("x");
            if (i % 20 == 10) {
                Instances.join(
                        instances
                                .pool
                                .query(
                                        "select pg_terminate_backend(pid) from pg_stat_activity"
                                                + " where datname = current_database() and pid <>"
                                                + " pg_backend_pid() and query not like 'LISTEN%'")
                                .execute());
            }
            writer.step();
        }
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            writer.step();
                            return writer.version == 60;
                        });

        assertThat(text(Seat.state(instances.start(), member))).isEqualTo("x".repeat(60));
    }

    @Test
    void aDatabaseThatNeitherAnswersNorClosesIsTriedAnewAndNothingIsStoredTwice() {
        try (var dam = instances.dam()) {
            var hub = instances.startBehind(dam);
            var session = instances.session();
            var member = instances.member(session, Role.CANDIDATE);
            var casey = Seat.take(hub, member);
            var writer = new Writer(casey);
            for (int i = 0; i < 40; i++) {
                writer.write("x");
                if (i == 10) {
                    dam.shut();
                }
                writer.step();
            }
            int before = dam.connections();

            // Those that it holds back are given up, not only waited for.
            await().atMost(Duration.ofSeconds(10)).until(() -> dam.connections() > before);
            assertThat(writer.version).isLessThan(40);
            dam.openForNewOnes();
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                writer.step();
                                return writer.version == 40;
                            });
            // What was under way all the time arrives after all.
            dam.open();
            writer.write("y");
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                writer.step();
                                return writer.version == 41;
                            });

            assertThat(casey.peer.isGone()).isFalse();
            assertThat(text(Seat.state(instances.start(), member))).isEqualTo("x".repeat(40) + "y");
        }
    }

    @Test
    void whoComesFromAnInstanceThatIsAheadGoesOn() {
        var here = instances.start();
        var there = instances.start(new Unhurried());
        var session = instances.session();
        var member = instances.member(session, Role.CANDIDATE);
        Seat.take(there, instances.member(session, Role.OBSERVER));
        var casey = Seat.take(here, member);
        // The log grows, and the other instance is not told.
        var seq = new long[1];
        Instances.join(
                instances
                        .pool
                        .preparedQuery(
                                """
                                with grown as (
                                    update room set seq = seq + 1 where session_id = $1
                                    returning session_id, seq)
                                insert into room_event (session_id, seq, at, kind, data)
                                select session_id, seq, now(), 'leave', '{}' from grown
                                returning seq
                                """)
                        .execute(Tuple.of(session))
                        .onSuccess(rows -> seq[0] = rows.iterator().next().getLong(0)));
        here.disconnect(casey.peer);

        var back = new Seat(there, member);
        back.frame(
                "{\"type\":\"hello\",\"v\":1,\"client\":\"%s\",\"since\":%d}"
                        .formatted(casey.client, seq[0]));

        var welcome = back.await(frame -> Seat.is(frame, "welcome"));
        assertThat(welcome.path("resumed").asBoolean()).isTrue();
        assertThat(welcome.path("seq").asLong()).isEqualTo(seq[0]);
    }

    @Test
    void whoGetsAnotherRoleComesBackInIt() {
        var hub = instances.start();
        var session = instances.session();
        var casey = Seat.take(hub, instances.member(session, Role.CANDIDATE));
        var iris = Seat.take(hub, instances.member(session, Role.INTERVIEWER));

        Instances.join(
                instances
                        .pool
                        .preparedQuery("update session_participant set role = $2 where id = $1")
                        .execute(Tuple.of(iris.peer.member().participantId(), "OBSERVER")));

        await().untilAsserted(() -> assertThat(iris.closing).isEqualTo(Closing.ANOTHER_ROLE));
        assertThat(casey.closing).isNull();
    }

    @Test
    void whoSendsMuchWhileNothingCanBeStoredIsSentAway() {
        var hub = instances.start();
        var session = instances.session();
        var casey = Seat.take(hub, instances.member(session, Role.CANDIDATE));
        var iris = Seat.take(hub, instances.member(session, Role.INTERVIEWER));
        var blocker = Instances.join(instances.pool.getConnection());
        try {
            Instances.join(blocker.query("begin").execute());
            Instances.join(
                    blocker.preparedQuery("select 1 from room where session_id = $1 for update")
                            .execute(Tuple.of(session)));

            // Up to 250 go into the turn that waits for the row, and as many may wait behind it.
            for (int i = 0; i < 600; i++) {
                casey.frame(
                        "{\"type\":\"do\",\"op\":\"many%d\",\"action\":\"hand.raise\"}"
                                .formatted(i));
            }

            await().untilAsserted(() -> assertThat(casey.closing).isEqualTo(Closing.TOO_FAST));
        } finally {
            // No instance can be closed while the row is held.
            Instances.join(blocker.query("rollback").execute());
            Instances.join(blocker.close());
        }
        assertThat(Seat.is(iris.act("chat.say", "\"text\":\"Still here\""), "done")).isTrue();
    }

    @Test
    void aQuestionIsKnownToHaveBeenShownWithItsEntry() {
        var hub = instances.start();
        var session = instances.session();
        var iris = Seat.take(hub, instances.member(session, Role.INTERVIEWER));
        Instances.join(
                instances
                        .pool
                        .query(
                                "insert into question_version (question_id, version, content)"
                                        + " values ('q', 1, '{}')")
                        .execute());
        Instances.join(
                instances
                        .pool
                        .preparedQuery(
                                """
                                insert into session_item (id, session_id, position, question_id, question_version,
                                    title, minutes)
                                values ($1, $2, 0, 'q', 1, 'Softmax', 30)
                                """)
                        .execute(Tuple.of(Instances.ITEM, session)));

        for (int i = 0; i < 2; i++) {
            iris.act("question.show", "\"item\":\"" + Instances.ITEM + "\"");
        }

        assertThat(
                        Instances.join(
                                        instances
                                                .pool
                                                .preparedQuery(
                                                        """
                                                        select count(*) from session_item
                                                        where id = $1 and shown_at = (
                                                            select min(at) from room_event
                                                            where session_id = $2 and kind = 'question')
                                                        """)
                                                .execute(Tuple.of(Instances.ITEM, session)))
                                .iterator()
                                .next()
                                .getLong(0))
                .isEqualTo(1);
    }

    @Test
    void aNinthConnectionOfAPersonClosesTheirOldest() {
        var hub = instances.start();
        var session = instances.session();
        var member = instances.member(session, Role.CANDIDATE);
        var iris = Seat.take(hub, instances.member(session, Role.INTERVIEWER));
        var seats = IntStream.range(0, 9).mapToObj(i -> Seat.take(hub, member)).toList();

        assertThat(seats.stream().filter(seat -> seat.closing != null))
                .containsExactly(seats.getFirst());
        assertThat(seats.getFirst().closing).isEqualTo(Closing.TAKEN_OVER);
        assertThat(iris.closing).isNull();
    }

    @Test
    void whoIsNoLongerInvitedLeavesAtOnceWhicheverInstanceLearnsOfIt() {
        var seldom = new Seldom();
        var session = instances.session();
        var hubs = List.of(instances.start(seldom), instances.start(seldom));
        var people =
                List.of(
                        instances.member(session, Role.INTERVIEWER),
                        instances.member(session, Role.OBSERVER));
        var seats =
                List.of(
                        Seat.take(hubs.get(0), people.get(0)),
                        Seat.take(hubs.get(1), people.get(1)));

        seats.forEach(HubIT::hasJoined);

        instances.planAnew(session, people);

        for (var seat : seats) {
            await().untilAsserted(() -> assertThat(seat.closing).isEqualTo(Closing.NOT_IN));
        }
    }

    private static void hasJoined(Seat seat) {
        await().until(
                        () ->
                                seat.entries().stream()
                                        .anyMatch(
                                                entry ->
                                                        entry.path("kind")
                                                                .asText()
                                                                .equals("join")));
    }

    @Test
    void aPlanOutlivesTheEntriesThatASnapshotStandsFor() {
        var hub = instances.start(new Snapshots());
        var session = instances.session();
        var casey = Seat.take(hub, instances.member(session, Role.CANDIDATE));
        instances.planAnew(session, List.of());
        casey.await(frame -> frame.toString().contains("\"kind\":\"plan\""));
        for (int i = 0; i < 20; i++) {
            casey.act("chat.say", "\"text\":\"on and on\"");
        }
        await().until(() -> snapshots(session) > 3);

        // Who came in before the plan knows the old one.
        var again = Seat.state(instances.start(), casey.peer.member());

        assertThat(again.path("items")).isEmpty();
        assertThat(again.path("timers").path("items")).isEmpty();
    }

    private static long snapshots(UUID session) {
        return Instances.join(
                instances
                        .pool
                        .preparedQuery(
                                "select coalesce(max(seq), 0) from room_snapshot where session_id ="
                                        + " $1")
                        .execute(Tuple.of(session))
                        .map(rows -> rows.iterator().next().getLong(0)));
    }

    @Test
    void whoseInstanceWasKilledIsSaidToHaveLeft() {
        var session = instances.session();
        var casey = instances.member(session, Role.CANDIDATE);
        // Nobody was there to write that they left.
        Instances.join(
                instances
                        .pool
                        .preparedQuery(
                                """
                                with grown as (
                                    update room set seq = seq + 1 where session_id = $1 returning session_id, seq)
                                insert into room_event (session_id, seq, at, kind, actor, data)
                                select session_id, seq, now(), 'join', $2, '{"role":"CANDIDATE"}' from grown
                                """)
                        .execute(Tuple.of(session, casey.participantId())));

        var iris = Seat.take(instances.start(), instances.member(session, Role.INTERVIEWER));
        var other = Seat.take(instances.start(), instances.member(session, Role.OBSERVER));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(left(other)).containsExactly(casey.participantId()));
        iris.act("chat.say", "\"text\":\"They are gone.\"");
        other.await(frame -> frame.toString().contains("They are gone."));
        assertThat(left(other)).containsExactly(casey.participantId());
    }

    private static List<UUID> left(Seat seat) {
        return seat.entries().stream()
                .filter(entry -> entry.path("kind").asText().equals("leave"))
                .map(entry -> UUID.fromString(entry.path("actor").asText()))
                .toList();
    }

    /** With them nothing is found out by looking from time to time. */
    private static final class Seldom extends Instances.Settings {
        @Override
        public Duration sweep() {
            return Duration.ofHours(1);
        }
    }

    @Test
    void aConnectionDoesNotOutliveItsToken() {
        var hub = instances.start();
        var session = instances.session();
        var casey = instances.member(session, Role.CANDIDATE);
        var over =
                new Member(
                        session,
                        casey.participantId(),
                        Role.CANDIDATE,
                        casey.name(),
                        Instant.now().minusMillis(1),
                        casey.agenda());
        var seat = new Seat(hub, over);
        var other = Seat.take(hub, instances.member(session, Role.INTERVIEWER));

        await().untilAsserted(() -> assertThat(seat.closing).isEqualTo(Closing.TOKEN_OVER));
        assertThat(other.closing).isNull();
    }

    @Test
    void aRoomThatIsFullTakesNobodyElseIn() {
        var hub = instances.start(new Small());
        var session = instances.session();
        var casey = Seat.take(hub, instances.member(session, Role.CANDIDATE));
        var iris = Seat.take(hub, instances.member(session, Role.INTERVIEWER));
        var late = new Seat(hub, instances.member(session, Role.OBSERVER));

        await().untilAsserted(() -> assertThat(late.closing).isEqualTo(Closing.FULL));
        assertThat(casey.closing).isNull();
        hub.disconnect(iris.peer);
        Seat.take(hub, late.peer.member());
    }

    @Test
    void aClientLearnsHowToReachTheOthersFromTheWelcome() {
        var hub = instances.start(new Small());
        var session = instances.session();
        var welcome =
                Seat.take(hub, instances.member(session, Role.CANDIDATE))
                        .await(frame -> Seat.is(frame, "welcome"));

        assertThat(welcome.at("/limits/iceServers").toString())
                .isEqualTo(
                        "[{\"urls\":[\"turn:turn.example:3478\"],\"username\":\"room\",\"credential\":\"told\"}]");
    }

    /** Room for two, who may need a relay to reach each other. */
    private static final class Small extends Instances.Settings {
        @Override
        public int connections() {
            return 2;
        }

        @Override
        public Optional<List<String>> iceUrls() {
            return Optional.of(List.of("turn:turn.example:3478"));
        }

        @Override
        public Optional<String> iceUsername() {
            return Optional.of("room");
        }

        @Override
        public Optional<String> iceCredential() {
            return Optional.of("told");
        }
    }

    @Test
    void aFullBoardCanBeChangedAndEmptied() {
        var hub = instances.start();
        var session = instances.session();
        var casey = Seat.take(hub, instances.member(session, Role.CANDIDATE));
        for (int i = 0; i < 4; i++) {
            assertThat(Seat.is(casey.draw("e" + i, 1, 480_000), "done")).isTrue();
        }

        assertThat(casey.draw("more", 1, 100_000).path("code").asText()).isEqualTo("too-long");
        assertThat(Seat.is(casey.draw("e0", 2, 480_000), "done")).isTrue();
        assertThat(Seat.is(casey.draw("e1", 2, 10), "done")).isTrue();
        assertThat(Seat.is(casey.draw("more", 1, 100_000), "done")).isTrue();
    }

    @Test
    void aRoomThatIsLoadedAgainIsAsItWas() {
        for (int round = 0; round < 6; round++) {
            var hub = instances.start(round % 2 == 0 ? new Instances.Settings() : new Snapshots());
            var session = instances.session();
            var casey = instances.member(session, Role.CANDIDATE);
            var iris = instances.member(session, Role.INTERVIEWER);
            new Scribble(round, Seat.take(hub, casey), Seat.take(hub, iris)).run(120);

            var live = Seat.state(hub, casey);
            var loaded = Seat.state(instances.start(), casey);

            assertThat(loaded).isEqualTo(live);
        }
    }

    @Test
    void whoHasTakenNotesAloneSeesThem() {
        var here = instances.start();
        var there = instances.start();
        var session = instances.session();
        var iris = instances.member(session, Role.INTERVIEWER);
        var desk = Seat.take(here, iris);
        var phone = Seat.take(there, iris);
        var ivan = Seat.take(here, instances.member(session, Role.INTERVIEWER));

        var done = desk.act("note.add", "\"text\":\"asks first\"");

        var id = done.path("id").asText();
        for (var seat : List.of(desk, phone)) {
            var note = seat.await(frame -> Seat.is(frame, "note"));
            assertThat(note.path("id").asText()).isEqualTo(id);
            assertThat(note.at("/data/text").asText()).isEqualTo("asks first");
        }
        assertThat(
                        ivan.act("note.edit", "\"id\":\"%s\",\"text\":\"mine\"".formatted(id))
                                .path("code")
                                .asText())
                .isEqualTo("unknown-note");
        assertThat(String.join("\n", ivan.frames)).doesNotContain("asks first");
        desk.act("note.remove", "\"id\":\"%s\"".formatted(id));
        phone.await(frame -> Seat.is(frame, "note") && frame.path("deleted").asBoolean());
        assertThat(Seat.take(there, iris).await(frame -> Seat.is(frame, "welcome")).path("notes"))
                .isEmpty();
    }

    @Test
    void anInstanceThatGoesDownSendsItsClientsToAnother() {
        var here = instances.start();
        var session = instances.session();
        var member = instances.member(session, Role.CANDIDATE);
        var casey = Seat.take(here, member);
        casey.act("chat.say", "\"text\":\"Hello\"");

        Instances.join(here.close());

        assertThat(casey.closing).isEqualTo(Closing.GOING_DOWN);
        assertThat(Seat.state(instances.start(), member).path("chat")).hasSize(1);
    }

    @Test
    void aSecondConnectionOfAClientTakesOverAndAnothersNameIsRefused() {
        var hub = instances.start();
        var session = instances.session();
        var member = instances.member(session, Role.CANDIDATE);
        var first = Seat.take(hub, member);
        var hello = "{\"type\":\"hello\",\"v\":1,\"client\":\"" + first.client + "\"}";

        var thief = new Seat(hub, instances.member(session, Role.OBSERVER));
        thief.frame(hello);
        thief.await(frame -> frame.path("code").asText().equals("client-taken"));
        assertThat(first.closing).isNull();
        var second = new Seat(hub, member);
        second.frame(hello);
        second.await(frame -> Seat.is(frame, "welcome"));

        assertThat(first.closing).isEqualTo(Closing.TAKEN_OVER);
    }

    private static String text(JsonNode state) {
        return state.at("/docs/0/text").asText();
    }

    private static JsonNode last(Seat seat, String type) {
        return seat.frames.reversed().stream()
                .map(Json::parse)
                .filter(frame -> Seat.is(frame, type))
                .findFirst()
                .orElseThrow();
    }

    /** Hears of what it was not told of late. */
    private static final class Unhurried extends Instances.Settings {
        @Override
        public Duration sweep() {
            return Duration.ofMinutes(1);
        }
    }

    private static final class Snapshots extends Instances.Settings {
        @Override
        public int snapshotEvery() {
            return 17;
        }
    }

    /** Appends to the scratch document, as a client of the protocol does. */
    private static final class Writer {
        final Seat seat;
        final StringBuilder text = new StringBuilder();
        final List<ChangeSet> unconfirmed = new ArrayList<>();
        int version;
        private int pushed;
        private int read;

        Writer(Seat seat) {
            this.seat = seat;
        }

        void write(String what) {
            var change = change(text.length(), what);
            change.applyTo(text);
            unconfirmed.add(change);
        }

        void step() {
            var entries = seat.entries();
            for (; read < entries.size(); read++) {
                var entry = entries.get(read);
                if (entry.path("kind").asText().equals("edit")) {
                    takeIn(entry.path("data"));
                }
            }
            if (pushed == 0 && !unconfirmed.isEmpty()) {
                var json = new StringBuilder();
                pushed = Math.min(5, unconfirmed.size());
                for (int i = 0; i < pushed; i++) {
                    json.append(i > 0 ? ",{\"changes\":" : "{\"changes\":");
                    unconfirmed.get(i).writeTo(json);
                    json.append('}');
                }
                seat.frame(
                        "{\"type\":\"push\",\"doc\":\"scratch\",\"version\":%d,\"rebase\":true,\"updates\":[%s]}"
                                .formatted(version, json));
            }
        }

        private void takeIn(JsonNode data) {
            version = data.path("version").asInt();
            if (data.path("client").asText().equals(seat.client)) {
                unconfirmed.removeFirst();
                pushed--;
                return;
            }
            try {
                var over = ChangeSet.of(data.path("changes"));
                for (int i = 0; i < unconfirmed.size(); i++) {
                    var ours = unconfirmed.get(i);
                    unconfirmed.set(i, ours.map(over, false));
                    over = over.map(ours, true);
                }
                over.applyTo(text);
            } catch (ChangeSet.Malformed e) {
                throw new AssertionError(e);
            }
        }

        private static ChangeSet change(int at, String what) {
            try {
                return ChangeSet.of(
                        Json.parse(
                                at == 0
                                        ? "[[0,\"%s\"]]".formatted(what)
                                        : "[%d,[0,\"%s\"]]".formatted(at, what)));
            } catch (ChangeSet.Malformed e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Does a bit of everything, by chance. */
    private static final class Scribble {
        private final java.util.Random random;
        private final Seat casey;
        private final Seat iris;
        private final Writer writer;

        Scribble(long seed, Seat casey, Seat iris) {
            this.random = new java.util.Random(seed);
            this.casey = casey;
            this.iris = iris;
            this.writer = new Writer(casey);
        }

        void run(int steps) {
            var item = "\"item\":\"" + Instances.ITEM + "\"";
            for (int i = 0; i < steps; i++) {
                switch (random.nextInt(14)) {
                    case 0 -> iris.act("question.show", item);
                    case 1 -> iris.act("hint.give", item + ",\"index\":" + random.nextInt(2));
                    case 2 -> iris.act("timer.start", random.nextBoolean() ? item : "");
                    case 3 -> iris.act("timer.pause", random.nextBoolean() ? item : "");
                    case 4 -> iris.act(random.nextBoolean() ? "pause" : "resume", "");
                    case 5 -> casey.act("hand." + (random.nextBoolean() ? "raise" : "lower"), "");
                    case 6 ->
                            casey.act(
                                    "chat.say", "\"text\":\"line %d \\ud83d\\ude00\"".formatted(i));
                    case 7 ->
                            casey.act(
                                    "board.change",
                                    "\"board\":\"scratch\",\"elements\":[{\"id\":\"e%d\",\"version\":%d,\"versionNonce\":%d,\"x\":0.1}]"
                                            .formatted(
                                                    random.nextInt(3),
                                                    random.nextInt(5),
                                                    random.nextInt(3)));
                    case 8 ->
                            casey.act(
                                    "board.text",
                                    "\"board\":\"scratch\",\"text\":\"box %d\"".formatted(i));
                    case 9 ->
                            casey.act(
                                    "run.output",
                                    "\"doc\":\"scratch\",\"version\":0,\"exit\":%d,\"ms\":3,\"stdout\":\"o\""
                                            .formatted(i));
                    case 10 -> casey.act("doc.open", "\"title\":\"T\",\"language\":\"plain\"");
                    case 11 ->
                            casey.act(
                                    "doc.language",
                                    "\"doc\":\"scratch\",\"language\":\"l%d\""
                                            .formatted(random.nextInt(2)));
                    case 12 -> {
                        casey.act("focus.start", "\"minutes\":5");
                        writer.write("f");
                        settle();
                        casey.act("focus.end", "");
                    }
                    default -> {
                        writer.write("\\ud83d");
                        settle();
                    }
                }
            }
        }

        private void settle() {
            await().until(
                            () -> {
                                writer.step();
                                return writer.unconfirmed.isEmpty();
                            });
        }
    }
}
