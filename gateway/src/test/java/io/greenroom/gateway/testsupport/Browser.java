package io.greenroom.gateway.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.ConfigProvider;

/** Keeps cookies, and follows redirects only when told. */
public final class Browser {
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    /** A browser that has been through the login. */
    public static Browser signedIn() {
        var browser = new Browser();
        browser.follow(browser.get("/login"));
        return browser;
    }

    /** The gateway's public origin. */
    public static String origin() {
        return setting("greenroom.site.public-origin");
    }

    /** A setting of the running test. */
    public static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    /** Asks one of the stubs. */
    public static String ask(String stub, String pathAndQuery) {
        return new Browser().get(setting(stub) + pathAndQuery).body();
    }

    /** An access token made to order, e.g. {@code audience=other&lifetime=-60}. */
    public static String token(String order) {
        return ask("stub.idp", "/mint?" + order);
    }

    public HttpResponse<String> get(String address, String... headers) {
        return send("GET", address, BodyPublishers.noBody(), headers);
    }

    public HttpResponse<String> send(
            String method, String address, HttpRequest.BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(absolute(address)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.method(method, body).build(), BodyHandlers.ofString());
    }

    public HttpResponse<InputStream> open(String address, String... headers) {
        return send(
                HttpRequest.newBuilder(absolute(address)).headers(headers).build(),
                BodyHandlers.ofInputStream());
    }

    /** Goes where the redirects lead. */
    public HttpResponse<String> follow(HttpResponse<String> response) {
        HttpResponse<String> here = response;
        for (int hops = 0; here.statusCode() / 100 == 3; hops++) {
            if (hops > 10) {
                throw new IllegalStateException("redirect loop at " + here.uri());
            }
            here = get(here.uri().resolve(location(here)).toString(), "Accept", "text/html");
        }
        return here;
    }

    public CompletableFuture<WebSocket> webSocket(
            String path, WebSocket.Listener listener, String... headers) {
        var builder = http.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return builder.buildAsync(
                URI.create(origin().replaceFirst("^http", "ws") + path), listener);
    }

    /** How a handshake was answered: 101, or the status of the refusal. */
    public static int status(CompletableFuture<WebSocket> handshake) {
        return handshake
                .handle(
                        (socket, failure) -> {
                            if (failure == null) {
                                socket.abort();
                                return 101;
                            }
                            Throwable cause = failure;
                            while (cause != null
                                    && !(cause instanceof WebSocketHandshakeException)) {
                                cause = cause.getCause();
                            }
                            return cause instanceof WebSocketHandshakeException refusal
                                    ? refusal.getResponse().statusCode()
                                    : -1;
                        })
                .join();
    }

    /**
     * What a refused handshake said under that name; empty when it said nothing, or was accepted.
     */
    public static String refusalHeader(CompletableFuture<WebSocket> handshake, String name) {
        return handshake
                .handle(
                        (socket, failure) -> {
                            Throwable cause = failure;
                            while (cause != null
                                    && !(cause instanceof WebSocketHandshakeException)) {
                                cause = cause.getCause();
                            }
                            return cause instanceof WebSocketHandshakeException refusal
                                    ? refusal.getResponse().headers().firstValue(name).orElse("")
                                    : "";
                        })
                .join();
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    public static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static URI absolute(String address) {
        return URI.create(address.startsWith("http") ? address : origin() + address);
    }
}
