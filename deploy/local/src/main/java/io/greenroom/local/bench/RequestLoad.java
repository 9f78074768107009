package io.greenroom.local.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Requests of one kind, by some clients who each send the next when the last is answered. The
 * gateway must let one person send that many.
 */
public final class RequestLoad {
    private static final int CLIENTS = 4;
    private static final List<String> WORDS =
            List.of(
                    "attention",
                    "softmax",
                    "gradient",
                    "evaluation",
                    "retrieval",
                    "latency",
                    "bias");

    private final SubmissionLoad people;

    public RequestLoad(SubmissionLoad people) {
        this.people = people;
    }

    /**
     * Somebody looks at an attempt of theirs.
     *
     * @return how many were answered, as of all kinds
     */
    public int reads(Duration time) throws IOException, InterruptedException {
        return forAWhile(time, (draft, turn) -> people.read("/api/practice/attempts/" + draft));
    }

    /** Somebody searches by two words. */
    public int searches(Duration time) throws IOException, InterruptedException {
        return forAWhile(
                time,
                (draft, turn) ->
                        people.read(
                                "/api/catalog/questions?q=%s+%s&size=20"
                                        .formatted(word(turn), word(turn / WORDS.size()))));
    }

    /** Somebody types, and what they typed is saved. */
    public int autosaves(Duration time) throws IOException, InterruptedException {
        String text = "An answer of some length. ".repeat(60);
        return forAWhile(
                time,
                (draft, turn) ->
                        people.write(
                                "/api/practice/attempts/" + draft + "/answer",
                                Map.of("text", text + turn, "language", "markdown")));
    }

    private static String word(int turn) {
        return WORDS.get(turn % WORDS.size());
    }

    private int forAWhile(Duration time, Request request) throws IOException, InterruptedException {
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String draft = people.begin();
            clients.add(
                    () -> {
                        long end = System.nanoTime() + time.toNanos();
                        int turn = 0;
                        while (System.nanoTime() < end) {
                            request.send(draft, turn);
                            turn++;
                        }
                        return turn;
                    });
        }
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            int sent = 0;
            for (Future<Integer> client : executor.invokeAll(clients)) {
                sent += client.get();
            }
            return sent;
        } catch (ExecutionException e) {
            throw new IOException("a request failed", e.getCause());
        }
    }

    private interface Request {
        void send(String draft, int turn) throws IOException, InterruptedException;
    }
}
