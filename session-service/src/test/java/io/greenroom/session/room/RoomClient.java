package io.greenroom.session.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Somebody else's client, by the protocol alone. */
public final class RoomClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient client;
    private final WebSocket socket;
    private final List<String> frames = new CopyOnWriteArrayList<>();
    private int read;
    private int actions;

    private RoomClient(String origin, String session, String token, @Nullable String protocol) {
        this.client =
                vertx.createWebSocketClient(
                        new WebSocketClientOptions()
                                .setMaxFrameSize(4_000_000)
                                .setMaxMessageSize(4_000_000));
        var address = URI.create(origin);
        var options =
                new WebSocketConnectOptions()
                        .setHost(address.getHost())
                        .setPort(address.getPort())
                        .setURI("/api/sessions/" + session + "/room")
                        .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        if (protocol != null) {
            options.addSubProtocol(protocol);
        }
        var opened = client.webSocket();
        opened.textMessageHandler(frames::add);
        this.socket = Instances.join(opened.connect(options));
    }

    static RoomClient open(String origin, String session, String token) {
        return new RoomClient(origin, session, token, "greenroom.room.v1");
    }

    /** The status of a refused handshake. */
    static int refusal(String origin, String session, String token, @Nullable String protocol) {
        try (var admitted = new RoomClient(origin, session, token, protocol)) {
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof UpgradeRejectedException refused) {
                return refused.getStatus();
            }
            throw e;
        }
    }

    /** Opens a connection and waits for the welcome. */
    public static RoomClient enter(String origin, String session, String token) {
        var client = open(origin, session, token);
        client.hello(UUID.randomUUID().toString(), null);
        client.next("welcome");
        return client;
    }

    void hello(String name, @Nullable Long since) {
        send("{\"type\":\"hello\",\"v\":1,\"client\":\"%s\",\"since\":%s}".formatted(name, since));
    }

    RoomClient send(String frame) {
        socket.writeTextMessage(frame);
        return this;
    }

    public RoomClient push(String doc, int version, String... changes) {
        return push(doc, version, false, changes);
    }

    RoomClient push(String doc, int version, boolean rebase, String... changes) {
        var updates = String.join("},{\"changes\":", changes);
        return send(
                "{\"type\":\"push\",\"doc\":\"%s\",\"version\":%d,\"rebase\":%s,\"updates\":[{\"changes\":%s}]}"
                        .formatted(doc, version, rebase, updates));
    }

    /** Does something, under a name of its own, and gives the answer. */
    public JsonNode act(String action, String fields) {
        var op = "op-" + ++actions;
        return act(op, action, fields);
    }

    JsonNode act(String op, String action, String fields) {
        send(
                "{\"type\":\"do\",\"op\":\"%s\",\"action\":\"%s\"%s}"
                        .formatted(op, action, fields.isEmpty() ? "" : "," + fields));
        return await(
                frame ->
                        op.equals(frame.path("op").asText())
                                && List.of("done", "refused")
                                        .contains(frame.path("type").asText()));
    }

    /** The next frame of that type which was not read yet. */
    JsonNode next(String type) {
        return await(frame -> frame.path("type").asText().equals(type));
    }

    /** The next entry of that kind. */
    JsonNode entry(String kind) {
        return entry(kind, any -> true);
    }

    public JsonNode entry(String kind, Predicate<JsonNode> wanted) {
        var found = new JsonNode[1];
        await(
                frame -> {
                    for (var entry : frame.path("entries")) {
                        if (entry.path("kind").asText().equals(kind) && wanted.test(entry)) {
                            found[0] = entry;
                            return true;
                        }
                    }
                    return false;
                });
        return found[0];
    }

    /** The next frame that fits; those before it are passed over. */
    JsonNode await(Predicate<JsonNode> wanted) {
        var found = new JsonNode[1];
        org.awaitility.Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> {
                            while (read < frames.size()) {
                                var frame = parsed(frames.get(read));
                                if (wanted.test(frame)) {
                                    found[0] = frame;
                                    // The same frame may hold more that is waited for.
                                    return true;
                                }
                                read++;
                            }
                            return false;
                        });
        return found[0];
    }

    /** All that ever came. */
    List<String> frames() {
        return frames;
    }

    /** All entries that came, in the order in which they came. */
    List<JsonNode> entries() {
        return frames.stream()
                .map(RoomClient::parsed)
                .flatMap(
                        frame ->
                                java.util.stream.StreamSupport.stream(
                                        frame.path("entries").spliterator(), false))
                .toList();
    }

    int awaitClosed() {
        org.awaitility.Awaitility.await().atMost(PATIENCE).until(socket::isClosed);
        return socket.closeStatusCode() == null ? 0 : socket.closeStatusCode();
    }

    /** Ends without a word, as a lost connection does. */
    void breakOff() {
        Instances.join(socket.close());
    }

    private static JsonNode parsed(String frame) {
        try {
            return JSON.readTree(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Instances.join(vertx.close());
    }
}
