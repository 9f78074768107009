package io.greenroom.gateway.apidocs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.gateway.routing.RoutingConfig;
import io.greenroom.gateway.routing.Service;
import io.greenroom.gateway.site.Site;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Fetches what the services document of themselves, and keeps the merged document for a moment. */
@Singleton
class ApiDocuments {
    private static final Logger LOG = Logger.getLogger(ApiDocuments.class);
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final RoutingConfig config;
    private final ObjectMapper json;
    private final ObjectNode frame;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private @Nullable ObjectNode merged;
    private Instant mergedAt = Instant.EPOCH;

    ApiDocuments(RoutingConfig config, ObjectMapper json, Site site) {
        this.config = config;
        this.json = json;
        this.frame = frame(json);
        frame.putArray("servers").addObject().put("url", site.origin());
    }

    /**
     * The document of all services that answer. Blocks; one fetch at a time is enough for
     * everybody.
     */
    synchronized ObjectNode current() {
        ObjectNode known = merged;
        if (known != null && Instant.now().isBefore(mergedAt.plus(KEPT))) {
            return known;
        }
        Map<Service, CompletableFuture<Optional<JsonNode>>> fetches = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            fetches.put(service, fetch(service));
        }
        ApiDocument document = new ApiDocument(frame);
        boolean whole = true;
        for (var fetch : fetches.entrySet()) {
            Optional<JsonNode> part = fetch.getValue().join();
            String name = fetch.getKey().serviceName();
            if (part.isPresent()) {
                document.add(name, part.get());
            } else {
                document.missing(name);
                whole = false;
            }
        }
        merged = document.json();
        // What is incomplete is soon asked for again.
        mergedAt = whole ? Instant.now() : Instant.now().minus(KEPT).plusSeconds(5);
        return document.json();
    }

    private CompletableFuture<Optional<JsonNode>> fetch(Service service) {
        var tries = CompletableFuture.completedFuture(Optional.<JsonNode>empty());
        for (URI instance : service.urls(config)) {
            tries =
                    tries.thenCompose(
                            found ->
                                    found.isPresent()
                                            ? CompletableFuture.completedFuture(found)
                                            : fetch(service, instance));
        }
        return tries;
    }

    private CompletableFuture<Optional<JsonNode>> fetch(Service service, URI instance) {
        String base = instance.toString().replaceFirst("/$", "");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + "/q/openapi?format=json"))
                        .timeout(PATIENCE)
                        .header("Accept", "application/json")
                        .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(
                        response ->
                                response.statusCode() == 200
                                        ? parse(service, response.body())
                                        : Optional.<JsonNode>empty())
                .exceptionally(
                        failure -> {
                            LOG.debugf("%s has no document: %s", service.serviceName(), failure);
                            return Optional.empty();
                        });
    }

    private Optional<JsonNode> parse(Service service, byte[] body) {
        try {
            return Optional.of(json.readTree(body));
        } catch (IOException broken) {
            LOG.warnf("%s: its OpenAPI document is no JSON", service.serviceName());
            return Optional.empty();
        }
    }

    private static ObjectNode frame(ObjectMapper json) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream("gateway/openapi-frame.json")) {
            return (ObjectNode)
                    json.readTree(Objects.requireNonNull(in, "gateway/openapi-frame.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
