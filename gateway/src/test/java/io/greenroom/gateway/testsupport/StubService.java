package io.greenroom.gateway.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All services in one: tells what reached it, and misbehaves on certain paths. */
final class StubService implements Handler<HttpServerRequest> {
    private final Vertx vertx;
    private final Map<String, HttpServerResponse> streams = new ConcurrentHashMap<>();
    private volatile String mood = "well";

    StubService(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = request.path();
        if (path.equals("/control/mood")) {
            mood = String.valueOf(request.getParam("is"));
            request.response().end();
        } else if (path.equals("/q/health/ready")) {
            request.response().setStatusCode(mood.equals("leaving") ? 503 : 200).end();
        } else if (path.startsWith("/api/") && mood.equals("dying")) {
            request.connection().close();
        } else if (path.startsWith("/api/") && mood.equals("refusing")) {
            request.response().setStatusCode(503).end();
        } else if (path.startsWith("/api/") && mood.equals("unable")) {
            request.response()
                    .setStatusCode(503)
                    .putHeader("Content-Type", "application/problem+json")
                    .end("{\"title\":\"something else is away\",\"status\":503}");
        } else if (path.endsWith("/room")) {
            webSocket(request);
        } else if (path.endsWith("/events")) {
            openStream(request, path);
        } else if (path.equals("/control/emit")) {
            HttpServerResponse stream = streams.get(request.getParam("stream"));
            if (stream != null) {
                stream.write("event: state\ndata: " + request.getParam("data") + "\n\n");
            }
            request.response().end(String.valueOf(stream != null));
        } else if (path.equals("/control/open")) {
            request.response().end(String.valueOf(streams.containsKey(request.getParam("stream"))));
        } else if (path.endsWith("/slow")) {
            vertx.setTimer(4_000, late -> request.response().end("late"));
        } else if (path.endsWith("/dropped")) {
            request.connection().close();
        } else if (path.endsWith("/created")) {
            request.response()
                    .setStatusCode(201)
                    .putHeader(
                            "Location",
                            "http://" + request.authority() + "/api/practice/attempts/1")
                    .putHeader("Set-Cookie", "stolen=1")
                    .putHeader("Server", "stub")
                    .putHeader("Content-Security-Policy", "default-src *")
                    .putHeader("Cache-Control", "public, max-age=600")
                    .putHeader("ETag", "\"1\"")
                    .end("{}");
        } else if (path.endsWith("/problem")) {
            request.response()
                    .setStatusCode(412)
                    .putHeader("Content-Type", "application/problem+json")
                    .end("{\"title\":\"stale\",\"status\":412}");
        } else if (path.endsWith("/own-data")) {
            json(request, "{\"parts\":[{\"name\":\"things\",\"about\":\"Your things\"}]}");
        } else if (path.endsWith("/own-data/things")) {
            things(request);
        } else if (path.equals("/q/openapi")) {
            request.response().putHeader("Content-Type", "application/json").end(OPENAPI);
        } else {
            echo(request);
        }
    }

    /** Two pages of what is the caller's; whoever is unlucky loses the service in between. */
    private static void things(HttpServerRequest request) {
        String token = request.getHeader("Authorization").substring("Bearer ".length());
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8);
        String subject = new JsonObject(claims).getString("sub");
        if (request.getParam("after").isEmpty()) {
            json(request, "{\"items\":[{\"of\":\"%s\"}],\"next\":\"a b&c\"}".formatted(subject));
        } else if (subject.equals("unlucky") && request.path().startsWith("/api/practice")) {
            request.connection().close();
        } else {
            String after = request.getParam("after");
            json(request, "{\"items\":[{\"after\":\"%s\"}]}".formatted(after));
        }
    }

    private static void json(HttpServerRequest request, String body) {
        request.response().putHeader("Content-Type", "application/json").end(body);
    }

    private static void echo(HttpServerRequest request) {
        request.body()
                .onSuccess(
                        body -> {
                            var headers = new JsonObject();
                            request.headers()
                                    .forEach(
                                            (name, value) ->
                                                    headers.put(
                                                            name.toLowerCase(java.util.Locale.ROOT),
                                                            value));
                            request.response()
                                    .putHeader("Content-Type", "application/json")
                                    .end(
                                            new JsonObject()
                                                    .put("instance", request.localAddress().port())
                                                    .put("method", request.method().name())
                                                    .put("uri", request.uri())
                                                    .put("headers", headers)
                                                    .put("bodyLength", body.length())
                                                    .put("pad", "p".repeat(2_000))
                                                    .toBuffer());
                        });
    }

    private void openStream(HttpServerRequest request, String path) {
        HttpServerResponse response = request.response();
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.write("event: state\ndata: first\n\n");
        streams.put(path, response);
        response.closeHandler(closed -> streams.remove(path));
    }

    private static void webSocket(HttpServerRequest request) {
        if (request.path().contains("refused")) {
            request.response()
                    .setStatusCode(403)
                    .putHeader("Content-Type", "application/problem+json")
                    .putHeader("Retry-After", "7")
                    .end("{\"title\":\"not your room\",\"status\":403}");
            return;
        }
        request.toWebSocket()
                .onSuccess(
                        socket -> {
                            socket.writeTextMessage(
                                    "bearer=%s cookie=%s"
                                            .formatted(
                                                    String.valueOf(
                                                                    request.getHeader(
                                                                            "Authorization"))
                                                            .startsWith("Bearer "),
                                                    request.getHeader("Cookie")));
                            socket.textMessageHandler(
                                    text -> {
                                        if (text.equals("bye")) {
                                            socket.close((short) 4001, "as you wish");
                                        } else {
                                            socket.writeTextMessage("echo " + text);
                                        }
                                    });
                            socket.binaryMessageHandler(socket::writeBinaryMessage);
                        });
    }

    private static final String OPENAPI =
            """
            {"openapi":"3.1.0","info":{"title":"stub","version":"1"},
             "paths":{"/api/catalog/questions":{"get":{"security":[{"x":[]}],"responses":{"200":{"description":"ok",
               "content":{"application/json":{"schema":{"$ref":"#/components/schemas/Question"}}}}}}},
               "/q/secret":{"get":{"responses":{"200":{"description":"ok"}}}}},
             "components":{"schemas":{"Question":{"type":"object"}},"securitySchemes":{"x":{"type":"http","scheme":"basic"}}}}
            """;
}
