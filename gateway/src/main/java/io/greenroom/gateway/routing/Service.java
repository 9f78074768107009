package io.greenroom.gateway.routing;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The services behind the gateway, and the paths each answers. */
public enum Service {
    CATALOG("catalog-service", "/api/catalog"),
    SESSION("session-service", "/api/practice", "/api/sessions"),
    GRADING("grading-service", "/api/grading");

    private static final Pattern KEYED =
            Pattern.compile("/api/practice/attempts(/[^/]+/submission)?|/api/sessions");

    private final String serviceName;
    private final List<String> prefixes;

    Service(String serviceName, String... prefixes) {
        this.serviceName = serviceName;
        this.prefixes = List.of(prefixes);
    }

    /** As people know it. */
    public String serviceName() {
        return serviceName;
    }

    /** The base addresses of its instances. */
    public List<URI> urls(RoutingConfig config) {
        return switch (this) {
            case CATALOG -> config.catalogUrl();
            case SESSION -> config.sessionUrl();
            case GRADING -> config.gradingUrl();
        };
    }

    /**
     * Whether a POST there with an {@code Idempotency-Key} is done once, however often it is sent.
     * Elsewhere the header means nothing.
     */
    static boolean knowsKeys(String path) {
        return KEYED.matcher(path).matches();
    }

    static Optional<Service> answering(String path) {
        for (Service service : values()) {
            for (String prefix : service.prefixes) {
                if (path.equals(prefix) || path.startsWith(prefix + "/")) {
                    return Optional.of(service);
                }
            }
        }
        return Optional.empty();
    }
}
