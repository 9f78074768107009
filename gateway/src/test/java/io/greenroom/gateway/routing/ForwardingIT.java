package io.greenroom.gateway.routing;

import static io.greenroom.gateway.testsupport.Browser.ask;
import static io.greenroom.gateway.testsupport.Browser.location;
import static io.greenroom.gateway.testsupport.Browser.origin;
import static io.greenroom.gateway.testsupport.Browser.refusalHeader;
import static io.greenroom.gateway.testsupport.Browser.status;
import static io.greenroom.gateway.testsupport.Browser.token;
import static io.greenroom.gateway.testsupport.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.greenroom.gateway.testsupport.Browser;
import io.greenroom.gateway.testsupport.StubWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StubWorld.class)
class ForwardingIT {
    private static final int MEBIBYTE = 1024 * 1024;
    private final Browser client = new Browser();
    private final String bearer = "Bearer " + token("subject=forwarding-" + System.nanoTime());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/catalog/questions",
                "/api/practice/attempts?state=DRAFT&state=GRADED",
                "/api/sessions",
                "/api/sessions/1"
            })
    void leadsEachPathToItsService(String path) {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(response.body()).getString("uri")).isEqualTo(path);
    }

    @Test
    void holdsOnlySoManyBodiesAndNoneForEver() throws IOException {
        try (var one = beginning(MEBIBYTE);
                var other = beginning(MEBIBYTE)) {
            await().untilAsserted(
                            () -> assertProblem(sendUndeclared(), 503, "service-unavailable"));

            // It passes on as it comes.
            assertThat(send("PUT", BodyPublishers.ofString("body")).statusCode()).isEqualTo(200);
            // Cut off, after the time in which a service must answer.
            assertThat(one.getInputStream().read()).isEqualTo(-1);
            assertThat(other.getInputStream().read()).isEqualTo(-1);
        }

        await().untilAsserted(() -> assertThat(sendUndeclared().statusCode()).isEqualTo(200));
    }

    private HttpResponse<String> sendUndeclared() {
        return send(
                "PUT",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[] {1, 2})));
    }

    private HttpResponse<String> send(String method, BodyPublisher body) {
        return client.send(method, "/api/catalog/questions", body, "Authorization", bearer);
    }

    /** A body of which only the first byte comes. */
    private Socket beginning(int length) throws IOException {
        var gateway = URI.create(origin());
        var socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(
                        ("PUT /api/catalog/questions HTTP/1.1\r\nHost: %s\r\n"
                                        + "Authorization: %s\r\nContent-Length: %d\r\n\r\nx")
                                .formatted(gateway.getAuthority(), bearer, length)
                                .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/unknown",
                "/api/catalogue",
                "/api/practice/..%2f..%2fq/metrics",
                "/api/practice/%5c..%5cq",
                "/api/practice/a;b",
                "/api/me/more"
            })
    void knowsNothingElseUnderApi(String path) {
        assertProblem(get(path), 404, "not-found");
    }

    @Test
    void cannotBeLedToWhatAServiceKeepsToItself() {
        HttpResponse<String> response = get("/api/practice/%2e%2e/%2e%2e/q/openapi");

        assertThat(response.body()).doesNotContain("openapi");
    }

    @Test
    void believesNoForwardingHeadersFromOutside() {
        HttpResponse<String> response =
                client.get(
                        "/api/catalog/questions",
                        "Authorization",
                        bearer,
                        "X-Forwarded-For",
                        "6.6.6.6",
                        "X-Forwarded-Host",
                        "evil.example",
                        "X-Forwarded-Proto",
                        "https",
                        "X-Forwarded-Prefix",
                        "/evil",
                        "Forwarded",
                        "for=6.6.6.6",
                        "If-Match",
                        "\"3\"",
                        "Idempotency-Key",
                        "k1");

        var headers = new JsonObject(response.body()).getJsonObject("headers");
        assertThat(headers.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat("http://" + headers.getString("x-forwarded-host")).isEqualTo(origin());
        assertThat(headers.getString("x-forwarded-proto")).isEqualTo("http");
        assertThat(headers.containsKey("x-forwarded-prefix")).isFalse();
        assertThat(headers.containsKey("forwarded")).isFalse();
        assertThat(headers.getString("if-match")).isEqualTo("\"3\"");
        assertThat(headers.getString("idempotency-key")).isEqualTo("k1");
    }

    @Test
    void passesTheCallersTraceOnOrBeginsOne() {
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        var given = client.get("/api/practice/x", "Authorization", bearer, "traceparent", parent);
        var begun = get("/api/practice/x");
        var problem = client.get("/api/grading/x", "Authorization", bearer, "traceparent", parent);

        String trace = "0af7651916cd43dd8448eb211c80319c";
        assertThat(header(given, "traceparent"))
                .matches("00-" + trace + "-[0-9a-f]{16}-0[01]")
                .doesNotContain("b7ad6b7169203331");
        assertThat(given.headers().firstValue("traceresponse"))
                .contains(header(given, "traceparent"));
        assertThat(header(begun, "traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]")
                .doesNotContain(trace);
        assertThat(new JsonObject(problem.body()).getString("traceId")).isEqualTo(trace);
    }

    @Test
    void passesBodiesOfKnownAndUnknownLength() {
        var known = post(BodyPublishers.ofByteArray(new byte[MEBIBYTE]));
        var unknown =
                post(
                        BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(new byte[300_000])));

        assertThat(new JsonObject(known.body()).getInteger("bodyLength")).isEqualTo(MEBIBYTE);
        assertThat(new JsonObject(unknown.body()).getInteger("bodyLength")).isEqualTo(300_000);
    }

    @Test
    void refusesBodiesOverTheLimit() {
        var known = post(BodyPublishers.ofByteArray(new byte[MEBIBYTE + 1]));
        var unknown =
                post(
                        BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(new byte[MEBIBYTE + 1])));

        assertProblem(known, 413, "body-too-large");
        assertProblem(unknown, 413, "body-too-large");
    }

    @Test
    void passesFilesOfQuestionsThatAreLongerAndRefusesTheLongest() {
        var file =
                client.send(
                        "POST",
                        "/api/catalog/imports?dryRun=true",
                        BodyPublishers.ofByteArray(new byte[5 * MEBIBYTE]),
                        "Authorization",
                        bearer);
        var undeclared =
                client.send(
                        "POST",
                        "/api/catalog/imports?dryRun=true",
                        BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(new byte[5 * MEBIBYTE])),
                        "Authorization",
                        bearer);
        var longest =
                client.send(
                        "POST",
                        "/api/catalog/imports?dryRun=true",
                        BodyPublishers.ofByteArray(new byte[51 * MEBIBYTE + 1]),
                        "Authorization",
                        bearer);

        assertThat(new JsonObject(file.body()).getInteger("bodyLength")).isEqualTo(5 * MEBIBYTE);
        assertProblem(undeclared, 413, "body-too-large");
        assertProblem(longest, 413, "body-too-large");
    }

    @Test
    void passesAServicesProblemsAndHeadersButNotItsCookiesAndAddress() {
        HttpResponse<String> problem = get("/api/practice/problem");
        HttpResponse<String> created = get("/api/practice/created");

        assertThat(problem.statusCode()).isEqualTo(412);
        assertThat(problem.body()).isEqualTo("{\"title\":\"stale\",\"status\":412}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(location(created)).isEqualTo(origin() + "/api/practice/attempts/1");
        assertThat(created.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void namesAServiceThatIsDown() {
        HttpResponse<String> response = get("/api/grading/graders");

        assertProblem(response, 503, "service-unavailable");
        assertThat(response.body()).contains("grading-service");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void namesAServiceThatBreaksOff() {
        assertProblem(get("/api/catalog/dropped"), 503, "service-unavailable");
    }

    @Test
    void namesAServiceThatIsTooSlow() {
        HttpResponse<String> response = get("/api/practice/slow");

        assertProblem(response, 504, "gateway-timeout");
        assertThat(response.body()).contains("session-service");
    }

    @Test
    void countsAddressesByKindAndServicesByName() {
        get("/api/practice/attempts/0198a3c2-counted");

        assertThat(client.get("/q/metrics").body())
                .contains("uri=\"/api/practice/**\"")
                .contains("greenroom_gateway_forwarded_seconds_count{")
                .contains("service=\"session-service\"")
                .doesNotContain("0198a3c2-counted");
    }

    @Test
    void letsEventsThroughOneByOneForAsLongAsTheyCome() throws Exception {
        String path = "/api/practice/attempts/one-by-one/events";
        HttpResponse<InputStream> stream =
                client.open(
                        path,
                        "Authorization",
                        bearer,
                        "Accept",
                        "text/event-stream",
                        "Accept-Encoding",
                        "gzip");
        var lines =
                new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));

        assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(stream.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(nextData(lines)).isEqualTo("first");
        // Longer than the time a response may take to begin: an open stream has no end of its own.
        await().during(Duration.ofMillis(1_500))
                .untilAsserted(
                        () ->
                                assertThat(ask("stub.service", "/control/open?stream=" + path))
                                        .isEqualTo("true"));
        ask("stub.service", "/control/emit?data=second&stream=" + path);
        assertThat(nextData(lines)).isEqualTo("second");
        ask("stub.service", "/control/emit?data=third&stream=" + path);
        assertThat(nextData(lines)).isEqualTo("third");
        stream.body().close();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(ask("stub.service", "/control/open?stream=" + path))
                                        .isEqualTo("false"));
    }

    @Test
    void joinsWebSocketsBothWays() throws Exception {
        var messages = new LinkedBlockingQueue<String>();
        WebSocket socket = openRoom("/api/sessions/7/room", messages).join();

        assertThat(next(messages)).isEqualTo("bearer=true cookie=null");
        socket.sendText("hello", true).join();
        assertThat(next(messages)).isEqualTo("echo hello");
        socket.sendBinary(ByteBuffer.wrap(new byte[200_000]), true).join();
        assertThat(next(messages)).isEqualTo("200000 bytes");
        socket.sendText("bye", true).join();
        assertThat(next(messages)).isEqualTo("closed 4001 as you wish");
    }

    @Test
    void passesTheRefusalOfAWebSocketBack() {
        var refused = openRoom("/api/sessions/refused/room", new LinkedBlockingQueue<>());
        var down = openRoom("/api/grading/any/room", new LinkedBlockingQueue<>());

        assertThat(status(refused)).isEqualTo(403);
        assertThat(refusalHeader(refused, "Retry-After")).isEqualTo("7");
        assertThat(status(down)).isEqualTo(503);
    }

    private CompletableFuture<WebSocket> openRoom(String path, BlockingQueue<String> messages) {
        return client.webSocket(path, new Recorder(messages), "Authorization", bearer);
    }

    private HttpResponse<String> get(String path) {
        return client.get(path, "Authorization", bearer);
    }

    private HttpResponse<String> post(BodyPublisher body) {
        return client.send("POST", "/api/practice/attempts", body, "Authorization", bearer);
    }

    private static String header(HttpResponse<String> echo, String name) {
        return new JsonObject(echo.body()).getJsonObject("headers").getString(name);
    }

    private static String next(BlockingQueue<String> messages) throws InterruptedException {
        return String.valueOf(messages.poll(30, TimeUnit.SECONDS));
    }

    private static String nextData(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("data: ")) {
            line = lines.readLine();
        }
        return line == null ? "end" : line.substring("data: ".length());
    }

    private static final class Recorder implements WebSocket.Listener {
        private final BlockingQueue<String> messages;
        private final StringBuilder text = new StringBuilder();
        private int bytes;

        private Recorder(BlockingQueue<String> messages) {
            this.messages = messages;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            bytes += data.remaining();
            if (last) {
                messages.add(bytes + " bytes");
                bytes = 0;
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            messages.add("closed " + code + " " + reason);
            return CompletableFuture.completedFuture(null);
        }
    }
}
