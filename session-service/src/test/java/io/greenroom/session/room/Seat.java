package io.greenroom.session.room;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A connection to an instance, without a network. */
final class Seat implements Wire {
    final Hub hub;
    final Peer peer;
    final String client = "c" + UUID.randomUUID().toString().replace("-", "");
    final List<String> frames = new CopyOnWriteArrayList<>();
    volatile boolean full;
    volatile @Nullable Closing closing;
    private int ops;

    Seat(Hub hub, Member member) {
        this.hub = hub;
        this.peer = hub.connect(member, this);
    }

    static Seat take(Hub hub, Member member) {
        var seat = new Seat(hub, member);
        seat.frame("{\"type\":\"hello\",\"v\":1,\"client\":\"" + seat.client + "\"}");
        seat.await(frame -> is(frame, "welcome"));
        return seat;
    }

    void frame(String text) {
        try {
            hub.receive(peer, Frame.read(text));
        } catch (Frame.Bad e) {
            throw new AssertionError(e);
        }
    }

    void push(int version, String changes) {
        frame(
                "{\"type\":\"push\",\"doc\":\"scratch\",\"version\":%d,\"rebase\":true,\"updates\":[{\"changes\":%s}]}"
                        .formatted(version, changes));
    }

    JsonNode act(String action, String fields) {
        return act("op" + ++ops, action, fields);
    }

    JsonNode act(String op, String action, String fields) {
        frame(
                "{\"type\":\"do\",\"op\":\"%s\",\"action\":\"%s\"%s}"
                        .formatted(op, action, fields.isEmpty() ? "" : "," + fields));
        return await(
                frame ->
                        (is(frame, "done") || is(frame, "refused"))
                                && frame.path("op").asText().equals(op));
    }

    /** An element of the board, of about that size. */
    JsonNode draw(String id, int version, int characters) {
        return act(
                "board.change",
                "\"board\":\"scratch\",\"elements\":[{\"id\":\"%s\",\"version\":%d,\"text\":\"%s\"}]"
                        .formatted(id, version, "x".repeat(characters)));
    }

    /** The latest state of the room, as somebody gets it who comes in now. */
    static JsonNode state(Hub hub, Member member) {
        var seat = take(hub, member);
        var state = seat.await(frame -> is(frame, "welcome")).path("state");
        hub.disconnect(seat.peer);
        return state;
    }

    static boolean is(JsonNode frame, String type) {
        return frame.path("type").asText().equals(type);
    }

    JsonNode await(Predicate<JsonNode> wanted) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () ->
                                frames.stream()
                                        .map(Json::parse)
                                        .filter(wanted)
                                        .findFirst()
                                        .orElse(null),
                        found -> found != null);
    }

    List<JsonNode> entries() {
        return frames.stream()
                .map(Json::parse)
                .flatMap(frame -> frame.path("entries").valueStream())
                .toList();
    }

    List<Long> seqs() {
        return entries().stream().map(entry -> entry.path("seq").asLong()).toList();
    }

    @Override
    public void send(String frame) {
        frames.add(frame);
    }

    @Override
    public boolean isFull() {
        return full;
    }

    @Override
    public void close(Closing why) {
        closing = why;
        hub.disconnect(peer);
    }
}
