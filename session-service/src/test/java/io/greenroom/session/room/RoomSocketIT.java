package io.greenroom.session.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.greenroom.session.mock.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a connection may send, and how it ends otherwise. */
class RoomSocketIT {
    private static final Instances.Settings STRICT =
            new Instances.Settings() {
                @Override
                public int frameBytes() {
                    return 2_000;
                }

                @Override
                public int frameBurst() {
                    return 50;
                }

                @Override
                public int framesPerSecond() {
                    return 1;
                }

                @Override
                public int badFrames() {
                    return 3;
                }

                @Override
                public Duration helloWithin() {
                    return Duration.ofMillis(300);
                }
            };

    private static Instances instances;
    private static HttpServer server;
    private static Member member;

    @BeforeAll
    static void start() {
        instances = new Instances();
        var hub = instances.start(STRICT);
        member = instances.member(instances.session(), Role.CANDIDATE);
        server =
                instances.vertx.createHttpServer(
                        new HttpServerOptions().setMaxWebSocketMessageSize(4_000));
        server.webSocketHandler(
                socket ->
                        new RoomSocket(
                                        instances.vertx,
                                        hub,
                                        STRICT,
                                        Clock.systemUTC(),
                                        new RoomMetrics(instances.metrics),
                                        socket)
                                .open(member));
        Instances.join(server.listen(0));
    }

    @AfterAll
    static void stop() {
        instances.close();
    }

    @Test
    void whoSaysNoHelloIsClosed() {
        assertThat(new Visitor().closed()).isEqualTo(4408);
    }

    @Test
    void badFramesAreAnsweredAndEndTheConnectionWhenTheyGoOn() {
        var visitor = new Visitor();
        visitor.hello();

        visitor.send("{");
        await().until(() -> visitor.heard("bad-frame"));
        visitor.send("[]");
        visitor.socket.writeBinaryMessage(Buffer.buffer("x"));

        assertThat(visitor.closed()).isEqualTo(4400);
    }

    @Test
    void whoSendsTooFastIsClosed() {
        var visitor = new Visitor();
        visitor.hello();

        for (int i = 0; i < 60; i++) {
            visitor.send("{\"type\":\"ping\",\"t\":" + i + "}");
        }

        assertThat(visitor.closed()).isEqualTo(4429);
    }

    @Test
    void aFrameThatIsTooLargeEndsTheConnection() {
        var visitor = new Visitor();
        visitor.hello();

        visitor.send("\u20ac".repeat(700));

        assertThat(visitor.closed()).isEqualTo(4413);
    }

    @Test
    void aPingIsAnsweredWithTheServersTime() {
        var visitor = new Visitor();
        visitor.hello();

        visitor.send("{\"type\":\"ping\",\"t\":{\"n\":7}}");

        await().until(() -> visitor.heard("\"t\":{\"n\":7},\"now\":\""));
    }

    private static final class Visitor {
        private final List<String> frames = new CopyOnWriteArrayList<>();
        private final WebSocket socket;

        Visitor() {
            var client =
                    instances.vertx.createWebSocketClient(new WebSocketClientOptions()).webSocket();
            client.textMessageHandler(frames::add);
            socket = Instances.join(client.connect(server.actualPort(), "localhost", "/"));
        }

        void hello() {
            send("{\"type\":\"hello\",\"v\":1,\"client\":\"%s\"}".formatted(UUID.randomUUID()));
            await().until(() -> heard("\"welcome\""));
        }

        void send(String frame) {
            socket.writeTextMessage(frame);
        }

        boolean heard(String text) {
            return frames.stream().anyMatch(frame -> frame.contains(text));
        }

        int closed() {
            await().until(() -> socket.isClosed() && socket.closeStatusCode() != null);
            return socket.closeStatusCode();
        }
    }
}
