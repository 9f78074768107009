package io.greenroom.gateway.routing;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The services behind the gateway, and the paths each answers. */
public enum Service {
    CATALOG("catalog-service", "/api/catalog"),
    SESSION("session-service", "/api/practice", "/api/sessions"),
    GRADING("grading-service", "/api/grading");

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

    /** Its base address. */
    public URI url(RoutingConfig config) {
        return switch (this) {
            case CATALOG -> config.catalogUrl();
            case SESSION -> config.sessionUrl();
            case GRADING -> config.gradingUrl();
        };
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
