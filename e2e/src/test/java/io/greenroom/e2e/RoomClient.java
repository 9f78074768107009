package io.greenroom.e2e;

import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A participant who types word after word at the end of the scratch document, and knows of
 * docs/live-protocol.md only what that needs: hello, entries, push, and coming back. A word counts
 * when it has come back with the log; until then it is pushed again.
 */
final class RoomClient implements AutoCloseable {
    private static final String DOCUMENT = "scratch";
    private static final Duration PACE = Duration.ofMillis(100);
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final Suite suite;
    private final Duration patience;
    private final HttpClient http;
    private final String session;
    private final String user;
    private final String client = UUID.randomUUID().toString();
    private final StringBuilder text = new StringBuilder();
    private final TreeMap<Long, Map<String, Object>> early = new TreeMap<>();
    private final List<String> closings = new ArrayList<>();
    private @Nullable WebSocket socket;
    private @Nullable String pending;
    private boolean pushed;
    private boolean closed;
    private int failures;
    private long version;
    private @Nullable Long seq;
    private long goal;
    private Duration longest = Duration.ZERO;

    RoomClient(Suite suite, HttpClient http, String session, String user) {
        this(suite, http, session, user, Duration.ofSeconds(20));
    }

    /**
     * @param patience the longest that a word may take to come back
     */
    RoomClient(Suite suite, HttpClient http, String session, String user, Duration patience) {
        this.suite = suite;
        this.patience = patience;
        this.http = http;
        this.session = session;
        this.user = user;
        connect();
    }

    /** Types a word and waits until it is in the log. */
    synchronized void type(String word) throws InterruptedException {
        var begin = Instant.now();
        pending = word;
        pushed = false;
        push();
        while (pending != null) {
            long left = patience.minus(Duration.between(begin, Instant.now())).toMillis();
            if (left <= 0) {
                throw new AssertionError(
                        "%s typed %s, and it never came back; %s".formatted(user, word, closings));
            }
            wait(left);
        }
        var took = Duration.between(begin, Instant.now());
        longest = took.compareTo(longest) > 0 ? took : longest;
    }

    /**
     * Types {@code name0}, {@code name1} and so on, each when the one before is in the log.
     *
     * @return how many
     */
    int typeUntil(BooleanSupplier over, String name) throws InterruptedException {
        int word = 0;
        while (!over.getAsBoolean()) {
            type(name + word);
            word++;
            LockSupport.parkNanos(PACE.toNanos());
        }
        return word;
    }

    synchronized String text() {
        return text.toString();
    }

    /** The words of that name in the document, in its order. */
    synchronized List<String> words(String name) {
        return Stream.of(text.toString().split("\\s+"))
                .filter(word -> word.startsWith(name))
                .toList();
    }

    /** What {@link #typeUntil} types. */
    static List<String> numbered(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + i).toList();
    }

    /** Why connections ended so far: close codes, and "none" where there was not even one. */
    synchronized List<String> closings() {
        return List.copyOf(closings);
    }

    /** The longest that a word took to come back. */
    synchronized Duration longest() {
        return longest;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (socket != null) {
            socket.abort();
        }
    }

    private void connect() {
        CompletableFuture.supplyAsync(() -> suite.token(user))
                .thenCompose(
                        token ->
                                http.newWebSocketBuilder()
                                        .header("Authorization", "Bearer " + token)
                                        .subprotocols("greenroom.room.v1")
                                        .connectTimeout(CONNECT)
                                        .buildAsync(
                                                URI.create(
                                                        suite.gateway().replaceFirst("^http", "ws")
                                                                + "/api/sessions/"
                                                                + session
                                                                + "/room"),
                                                new Listener()))
                .exceptionally(
                        refused -> {
                            again(null, "none");
                            return null;
                        });
    }

    /** At once, then with growing pauses. */
    private synchronized void again(@Nullable WebSocket lost, String why) {
        if (closed || lost != socket) {
            return;
        }
        socket = null;
        pushed = false;
        closings.add(why);
        long pause = failures == 0 ? 0 : Math.min(2_000, 250L << Math.min(failures, 3));
        failures++;
        CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS).execute(this::connect);
    }

    private synchronized void opened(WebSocket fresh) {
        socket = fresh;
        send(
                """
                {"type":"hello","v":1,"client":"%s","since":%s}\
                """
                        .formatted(client, seq));
    }

    private synchronized void received(JsonPath frame) {
        switch (String.valueOf(frame.getString("type"))) {
            case "welcome" -> {
                failures = 0;
                goal = frame.getLong("seq");
                if (!frame.getBoolean("resumed")) {
                    seq = goal;
                    text.setLength(0);
                    text.append(frame.getString(scratch("text")));
                    version = frame.getLong(scratch("version"));
                }
                push();
            }
            case "entries" -> {
                List<Map<String, Object>> entries = frame.getList("entries");
                entries.forEach(entry -> early.put(number(entry.get("seq")), entry));
                takeWhatFollows();
                push();
            }
            case "stale" -> {
                pushed = false;
                push();
            }
            case "error" -> {
                // Such as "failed" while the database is away: the word is still to be written.
                closings.add(String.valueOf(frame.getString("code")));
                pushed = false;
                CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(this::push);
            }
            default -> {
                // Presence and the like.
            }
        }
    }

    private static String scratch(String member) {
        return "state.docs.find { it.id == '" + DOCUMENT + "' }." + member;
    }

    private void takeWhatFollows() {
        while (!early.isEmpty() && seq != null && early.firstKey() <= seq + 1) {
            var next = early.pollFirstEntry();
            if (next.getKey() <= seq) {
                continue;
            }
            seq = next.getKey();
            var entry = next.getValue();
            if ("edit".equals(entry.get("kind"))
                    && entry.get("data") instanceof Map<?, ?> edit
                    && DOCUMENT.equals(edit.get("doc"))
                    && edit.get("changes") instanceof List<?> changes) {
                apply(changes);
                version = number(edit.get("version"));
                if (client.equals(edit.get("client"))) {
                    pending = null;
                    notifyAll();
                }
            }
        }
    }

    /** A ChangeSet as CodeMirror writes it down. */
    private void apply(List<?> changes) {
        int at = 0;
        for (var section : changes) {
            if (section instanceof List<?> replacement) {
                int deleted = (int) number(replacement.getFirst());
                var lines = replacement.subList(1, replacement.size());
                var inserted = String.join("\n", lines.stream().map(String::valueOf).toList());
                text.replace(at, at + deleted, inserted);
                at += inserted.length();
            } else {
                at += (int) number(section);
            }
        }
    }

    /** One push at a time, and only from a state that is whole. */
    private synchronized void push() {
        if (pending == null || pushed || socket == null || seq == null || seq < goal) {
            return;
        }
        pushed = true;
        String insertion = "[0,\"%s \"]".formatted(pending);
        send(
                """
                {"type":"push","doc":"%s","version":%d,"updates":[{"changes":[%s%s]}]}\
                """
                        .formatted(
                                DOCUMENT,
                                version,
                                text.isEmpty() ? "" : text.length() + ",",
                                insertion));
    }

    private void send(String frame) {
        var open = Objects.requireNonNull(socket);
        open.sendText(frame, true)
                .exceptionally(
                        lost -> {
                            again(open, "lost");
                            return null;
                        });
    }

    private static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder frame = new StringBuilder();

        @Override
        public void onOpen(WebSocket fresh) {
            opened(fresh);
            fresh.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            frame.append(data);
            if (last) {
                received(JsonPath.from(frame.toString()));
                frame.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            again(from, String.valueOf(code));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            again(from, "lost");
        }
    }
}
