package io.greenroom.gateway.me;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.gateway.routing.RoutingConfig;
import io.greenroom.gateway.routing.Service;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;

/** Asks the services as the person, with their own access token. Blocks. */
final class ServicesOwnData implements OwnDataSource {
    private final HttpClient http;
    private final ObjectMapper json;
    private final RoutingConfig config;

    /** Which instance of a service answered last. */
    private final Map<Service, Integer> chosen = new EnumMap<>(Service.class);

    private final String accessToken;
    private final String trace;

    /**
     * @param trace the {@code traceparent} that the services get to see
     */
    ServicesOwnData(
            HttpClient http,
            ObjectMapper json,
            RoutingConfig config,
            String accessToken,
            String trace) {
        this.http = http;
        this.json = json;
        this.config = config;
        this.accessToken = accessToken;
        this.trace = trace;
    }

    @Override
    public Parts parts(Service service) {
        var index = read(service, "");
        var parts = new ArrayList<Part>();
        for (var part : index.path("parts")) {
            parts.add(new Part(part.path("name").asText(), part.path("about").asText()));
        }
        if (parts.isEmpty()) {
            throw new UnavailableException(service, 200, null);
        }
        return new Parts(parts);
    }

    @Override
    public Page page(Service service, String part, String after) {
        var page =
                read(
                        service,
                        "/" + part + "?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8));
        if (!page.path("items").isArray()) {
            throw new UnavailableException(service, 200, null);
        }
        return new Page(page.path("items"), page.path("next").asText(null));
    }

    /** Reading may be repeated: one instance that is just going away ends nothing. */
    private JsonNode read(Service service, String rest) {
        var instances = service.urls(config);
        int tries = Math.max(2, instances.size());
        while (true) {
            int instance = chosen.getOrDefault(service, 0) % instances.size();
            try {
                return ask(service, instances.get(instance), rest);
            } catch (UnavailableException away) {
                tries--;
                if (tries == 0 || away.status() != 0 && away.status() != 503) {
                    throw away;
                }
                chosen.put(service, instance + 1);
            }
        }
    }

    private JsonNode ask(Service service, URI instance, String rest) {
        var base = instance.toString().replaceFirst("/$", "");
        var request =
                HttpRequest.newBuilder(URI.create(base + path(service) + "/own-data" + rest))
                        .timeout(config.firstByteTimeout())
                        .header("Accept", "application/json")
                        .header("Authorization", "Bearer " + accessToken)
                        .header("traceparent", trace)
                        .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new UnavailableException(service, response.statusCode(), null);
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new UnavailableException(service, 0, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(service, 0, e);
        }
    }

    private static String path(Service service) {
        return switch (service) {
            case CATALOG -> "/api/catalog";
            case SESSION -> "/api/practice";
            case GRADING -> "/api/grading";
        };
    }
}
