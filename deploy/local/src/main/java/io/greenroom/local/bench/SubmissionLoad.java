package io.greenroom.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Candidates who hand in answers at a steady rate, each watching its attempt's events as the web
 * page does. The time runs from sending the submission to the arrival of the final state.
 */
public final class SubmissionLoad {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CANDIDATES = List.of("casey", "cody");
    private static final String READER = "iris";

    /** Well under the gateway's limit for one person, so that preparing is never refused. */
    private static final long PREPARING_PAUSE_MILLIS = 60;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final String gateway;
    private final String issuer;
    private final Map<String, Token> tokens = new HashMap<>();

    public SubmissionLoad(String gateway, String issuer) {
        this.gateway = gateway;
        this.issuer = issuer;
    }

    /**
     * What came of a run.
     *
     * @param graded how many attempts ended with a grade
     * @param notGraded how many ended without one
     * @param failed how many had no end within a minute, or were refused
     */
    public record Result(Latencies latencies, int graded, int notGraded, int failed) {}

    private record Attempt(String id, String user) {}

    private record Outcome(double millis, String state) {}

    private record Token(String value, long expiresAtNanos) {}

    /** Prepares all attempts first, so that only handing in and grading is measured. */
    public Result run(int perSecond, int count) throws IOException, InterruptedException {
        List<Attempt> attempts = prepare(count);
        List<Future<Outcome>> running = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        int graded = 0;
        int notGraded = 0;
        int failed = 0;
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            for (int index = 0; index < attempts.size(); index++) {
                long due = begin + TimeUnit.SECONDS.toNanos(index) / perSecond;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                Attempt attempt = attempts.get(index);
                String token = token(attempt.user());
                running.add(people.submit(() -> handIn(attempt, token)));
            }
            for (Future<Outcome> one : running) {
                try {
                    Outcome outcome = one.get(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
                    switch (outcome.state()) {
                        case "GRADED" -> {
                            graded++;
                            millis.add(outcome.millis());
                        }
                        case "NOT_GRADED" -> notGraded++;
                        default -> failed++;
                    }
                } catch (ExecutionException | TimeoutException e) {
                    failed++;
                }
            }
        }
        return new Result(new Latencies(millis), graded, notGraded, failed);
    }

    /** How many attempts of all candidates have a grade, as they themselves see it. */
    public int graded() throws IOException, InterruptedException {
        int graded = 0;
        for (String candidate : CANDIDATES) {
            graded +=
                    JSON.readTree(get("/api/practice/attempts?state=GRADED&size=1", candidate))
                            .at("/page/total")
                            .asInt();
        }
        return graded;
    }

    /** Reads something as one of the candidates. */
    void read(String path) throws IOException, InterruptedException {
        get(path, CANDIDATES.getFirst());
    }

    /** Writes something as the same. */
    void write(String path, Object body) throws IOException, InterruptedException {
        send("PUT", path, CANDIDATES.getFirst(), JSON.writeValueAsString(body));
    }

    /** Begins an attempt as the same, whose answer is a text. */
    String begin() throws IOException, InterruptedException {
        JsonNode questions =
                JSON.readTree(
                        get(
                                "/api/catalog/questions?round=behavioral&size=1",
                                CANDIDATES.getFirst()));
        return JSON.readTree(
                        send(
                                "POST",
                                "/api/practice/attempts",
                                CANDIDATES.getFirst(),
                                JSON.writeValueAsString(
                                        Map.of(
                                                "questionId",
                                                questions.at("/items/0/id").asText()))))
                .path("id")
                .asText();
    }

    /** Answers are the catalog's own strong answers: long, and worth a real grade. */
    private List<Attempt> prepare(int count) throws IOException, InterruptedException {
        JsonNode questions =
                JSON.readTree(get("/api/catalog/questions?size=50", READER)).path("items");
        if (questions.isEmpty()) {
            throw new IOException("the catalog has no questions");
        }
        List<String> answers = new ArrayList<>();
        for (JsonNode question : questions) {
            JsonNode whole =
                    JSON.readTree(
                            get("/api/catalog/questions/" + question.path("id").asText(), READER));
            answers.add(whole.path("strongAnswer").asText("An answer of some words."));
        }
        List<Attempt> attempts = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            int which = index % questions.size();
            String user = CANDIDATES.get(index % CANDIDATES.size());
            JsonNode question = questions.get(which);
            String begun =
                    send(
                            "POST",
                            "/api/practice/attempts",
                            user,
                            JSON.writeValueAsString(
                                    Map.of("questionId", question.path("id").asText())));
            String id = JSON.readTree(begun).path("id").asText();
            boolean code = "code".equals(question.path("answerFormat").asText());
            send(
                    "PUT",
                    "/api/practice/attempts/" + id + "/answer",
                    user,
                    JSON.writeValueAsString(
                            Map.of(
                                    "text",
                                    answers.get(which),
                                    "language",
                                    code ? "python" : "markdown")));
            attempts.add(new Attempt(id, user));
            TimeUnit.MILLISECONDS.sleep(PREPARING_PAUSE_MILLIS);
        }
        return attempts;
    }

    private Outcome handIn(Attempt attempt, String token) throws Exception {
        String address = gateway + "/api/practice/attempts/" + attempt.id();
        HttpResponse<Stream<String>> events =
                client.send(
                        request(address + "/events", token)
                                .header("Accept", "text/event-stream")
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        CountDownLatch listening = new CountDownLatch(1);
        try (ExecutorService one = Executors.newVirtualThreadPerTaskExecutor();
                Stream<String> lines = events.body()) {
            Future<Outcome> end = one.submit(() -> awaitEnd(lines, listening));
            if (!listening.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return new Outcome(Double.NaN, "no events");
            }
            long begin = System.nanoTime();
            HttpResponse<Void> accepted =
                    client.send(
                            request(address + "/submission", token)
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            if (accepted.statusCode() != 202) {
                return new Outcome(Double.NaN, "refused with " + accepted.statusCode());
            }
            Outcome outcome = end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return new Outcome((outcome.millis() - begin) / 1e6, outcome.state());
        }
    }

    /** The outcome's time is the clock's reading here; the caller subtracts its own. */
    private static Outcome awaitEnd(Stream<String> lines, CountDownLatch listening) {
        String state =
                lines.filter(line -> line.startsWith("data:"))
                        .map(line -> state(line.substring("data:".length())))
                        .peek(seen -> listening.countDown())
                        .filter(seen -> seen.equals("GRADED") || seen.equals("NOT_GRADED"))
                        .findFirst()
                        .orElse("stream ended");
        return new Outcome(System.nanoTime(), state);
    }

    private static String state(String data) {
        try {
            return JSON.readTree(data).path("state").asText();
        } catch (IOException e) {
            return "";
        }
    }

    private String get(String path, String user) throws IOException, InterruptedException {
        return ok(
                client.send(
                        request(gateway + path, token(user)).GET().build(),
                        HttpResponse.BodyHandlers.ofString()));
    }

    private String send(String method, String path, String user, String body)
            throws IOException, InterruptedException {
        return ok(
                client.send(
                        request(gateway + path, token(user))
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()));
    }

    private static String ok(HttpResponse<String> response) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    response.request().method()
                            + " "
                            + response.uri().getPath()
                            + " was answered "
                            + response.statusCode()
                            + ": "
                            + response.body());
        }
        return response.body();
    }

    private static HttpRequest.Builder request(String address, String token) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private synchronized String token(String user) throws IOException, InterruptedException {
        Token known = tokens.get(user);
        if (known != null && known.expiresAtNanos() > System.nanoTime()) {
            return known.value();
        }
        String form =
                "client_id=greenroom-cli&grant_type=password&scope=openid&username="
                        + URLEncoder.encode(user, StandardCharsets.UTF_8)
                        + "&password=greenroom";
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        JsonNode answer =
                JSON.readTree(ok(client.send(request, HttpResponse.BodyHandlers.ofString())));
        // Half of its life: the rest is for the requests that carry it.
        long life = TimeUnit.SECONDS.toNanos(answer.path("expires_in").asLong()) / 2;
        Token token = new Token(answer.path("access_token").asText(), System.nanoTime() + life);
        tokens.put(user, token);
        return token.value();
    }
}
