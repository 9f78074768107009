package io.greenroom.grading.llm;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.greenroom.grading.llm.ModelFailedException.Kind;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP call is one call. LangChain4j's own client hides Retry-After, lets a body drip in for
 * ever and puts what the provider said, which may quote an answer, into its messages; this one does
 * none of that.
 */
final class ProviderHttp implements HttpClient {
    /** No reply to our questions is longer. */
    private static final long LONGEST_REPLY = 4L * 1024 * 1024;

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    private final java.net.http.HttpClient client;
    private final Duration timeout;
    private final Clock clock;

    private ProviderHttp(Duration timeout, Clock clock) {
        this.timeout = timeout;
        this.clock = clock;
        this.client =
                java.net.http.HttpClient.newBuilder()
                        // Many self-hosted servers stumble over an upgrade to HTTP/2.
                        .version(java.net.http.HttpClient.Version.HTTP_1_1)
                        .connectTimeout(
                                timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT)
                        // An answer goes to the address that the operator named, and to no other.
                        .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                        .build();
    }

    /** For LangChain4j's models, which want a builder. */
    static HttpClientBuilder builder(Duration timeout, Clock clock) {
        return new Builder(timeout, clock);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        var wire =
                java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                        .timeout(timeout)
                        .method(
                                request.method().name(),
                                request.body() == null
                                        ? java.net.http.HttpRequest.BodyPublishers.noBody()
                                        : java.net.http.HttpRequest.BodyPublishers.ofString(
                                                request.body()));
        request.headers()
                .forEach((name, values) -> values.forEach(value -> wire.header(name, value)));
        var response = exchanged(wire.build());
        if (response.statusCode() < 200 || response.statusCode() >= 300) {
            throw refused(response);
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(response.body())
                .build();
    }

    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("Replies are read whole");
    }

    /** The timeout of a request ends with its headers; this one also bounds a body that drips. */
    private HttpResponse<String> exchanged(java.net.http.HttpRequest request) {
        var exchange =
                client.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8),
                                LONGEST_REPLY));
        try {
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new ModelFailedException(Kind.TIMED_OUT, "No whole reply within " + timeout);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new ModelFailedException(Kind.STOPPED, "Grading was stopped");
        } catch (ExecutionException e) {
            var cause = e.getCause();
            if (cause instanceof java.net.http.HttpTimeoutException) {
                throw new ModelFailedException(Kind.TIMED_OUT, "No reply within " + timeout);
            }
            throw new ModelFailedException(
                    Kind.UNREACHABLE,
                    "The provider cannot be reached ("
                            + (cause == null ? e : cause).getClass().getSimpleName()
                            + ")");
        }
    }

    private ModelFailedException refused(HttpResponse<?> response) {
        int status = response.statusCode();
        var kind =
                switch (status) {
                    case 408 -> Kind.TIMED_OUT;
                    case 429 -> Kind.RATE_LIMITED;
                    default -> status >= 500 ? Kind.OVERLOADED : Kind.REJECTED;
                };
        return new ModelFailedException(
                kind,
                "The provider answered with status " + status,
                response.headers().firstValue("Retry-After").map(this::pause).orElse(null));
    }

    /** Seconds, or a date. What is neither counts as not said. */
    private @Nullable Duration pause(String retryAfter) {
        try {
            var pause =
                    retryAfter.strip().matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
                            : Duration.between(
                                    clock.instant(),
                                    ZonedDateTime.parse(
                                                    retryAfter.strip(),
                                                    DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant());
            if (pause.isNegative()) {
                return Duration.ZERO;
            }
            return pause.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : pause;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The timeouts are the operator's, whatever a model's builder says. */
    private record Builder(Duration timeout, Clock clock) implements HttpClientBuilder {
        @Override
        public Duration connectTimeout() {
            return timeout;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration ignored) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return timeout;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration ignored) {
            return this;
        }

        @Override
        public HttpClient build() {
            return new ProviderHttp(timeout, clock);
        }
    }
}
