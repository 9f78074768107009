package io.greenroom.session.room;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A client's WebSocket: what comes in is bounded and read here, on the connection's event loop;
 * what goes out is counted until it has left, so that a slow client takes no more memory than it
 * may.
 */
final class RoomSocket implements Wire {
    private final Vertx vertx;
    private final Hub hub;
    private final RoomConfig config;
    private final Clock clock;
    private final RoomMetrics metrics;
    private final ServerWebSocket socket;
    private final AtomicLong unsent = new AtomicLong();
    private final AtomicBoolean full = new AtomicBoolean();
    private @Nullable Peer peer;
    private boolean helloSaid;
    private boolean ended;
    private int badFrames;
    private double tokens;
    private long refilled = System.nanoTime();
    private long heard = System.nanoTime();
    private long watch;
    private long hello;

    RoomSocket(
            Vertx vertx,
            Hub hub,
            RoomConfig config,
            Clock clock,
            RoomMetrics metrics,
            ServerWebSocket socket) {
        this.vertx = vertx;
        this.hub = hub;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
        this.socket = socket;
        this.tokens = config.frameBurst();
    }

    /** To be called when the socket is open, on its event loop. */
    void open(Member member) {
        var joined = hub.connect(member, this);
        peer = joined;
        socket.textMessageHandler(text -> received(joined, text));
        socket.binaryMessageHandler(binary -> bad("Frames are text."));
        socket.pongHandler(pong -> heard = System.nanoTime());
        socket.exceptionHandler(broken -> {});
        socket.closeHandler(
                closed -> {
                    ended = true;
                    vertx.cancelTimer(watch);
                    vertx.cancelTimer(hello);
                    hub.disconnect(joined);
                });
        hello =
                vertx.setTimer(
                        config.helloWithin().toMillis(),
                        late -> {
                            if (!helloSaid) {
                                close(Closing.NO_HELLO);
                            }
                        });
        watch = vertx.setPeriodic(Math.max(1, config.silence().toMillis() / 3), tick -> look());
    }

    private void look() {
        if (System.nanoTime() - heard > config.silence().toNanos()) {
            // Nobody is there to take a code.
            socket.close();
        } else {
            socket.writePing(Buffer.buffer());
        }
    }

    private void received(Peer joined, String text) {
        heard = System.nanoTime();
        if (ended) {
            return;
        }
        if (!mayGoOn()) {
            close(Closing.TOO_FAST);
            return;
        }
        if (isTooLarge(text)) {
            close(Closing.TOO_LARGE);
            return;
        }
        Frame frame;
        try {
            frame = Frame.read(text);
        } catch (Frame.Bad e) {
            bad(String.valueOf(e.getMessage()));
            return;
        }
        if (frame instanceof Frame.Ping ping) {
            if (!isFull()) {
                var pong = Json.object().put("type", "pong");
                if (ping.token() != null) {
                    pong.set("t", ping.token());
                }
                send(pong.put("now", clock.instant().toString()).toString());
            }
            return;
        }
        helloSaid |= frame instanceof Frame.Hello;
        hub.receive(joined, frame);
    }

    private boolean isTooLarge(String text) {
        int limit = config.frameBytes();
        // A UTF-16 unit has at most three bytes.
        return text.length() > limit
                || (text.length() * 3L > limit
                        && text.getBytes(StandardCharsets.UTF_8).length > limit);
    }

    private void bad(String why) {
        if (ended) {
            return;
        }
        metrics.badFrame();
        if (++badFrames >= config.badFrames()) {
            close(Closing.BAD_FRAMES);
            return;
        }
        if (!isFull()) {
            send(
                    Json.object()
                            .put("type", "error")
                            .put("code", "bad-frame")
                            .put("detail", why)
                            .toString());
        }
    }

    private boolean mayGoOn() {
        long now = System.nanoTime();
        tokens =
                Math.min(
                        config.frameBurst(),
                        tokens + (now - refilled) / 1e9 * config.framesPerSecond());
        refilled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    @Override
    public void send(String frame) {
        long length = frame.length();
        if (unsent.addAndGet(length) > config.queueBytes()) {
            full.set(true);
        }
        socket.writeTextMessage(frame)
                .onComplete(
                        sent -> {
                            long left = unsent.addAndGet(-length);
                            var joined = peer;
                            if (sent.succeeded()
                                    && joined != null
                                    && left * 2 <= config.queueBytes()
                                    && full.compareAndSet(true, false)) {
                                hub.drained(joined);
                            }
                        });
    }

    @Override
    public boolean isFull() {
        return full.get();
    }

    @Override
    public void close(Closing closing) {
        ended = true;
        socket.close(closing.code(), closing.reason());
    }
}
