package io.greenroom.gateway.problem;

import java.net.URI;

/**
 * The problems that the gateway itself answers with; those of the services pass through as they
 * are. The slugs that services know too mean the same there.
 */
public enum GatewayProblem {
    UNAUTHORIZED("unauthorized", 401, "Sign in first"),
    CSRF_REJECTED("csrf-rejected", 403, "The request did not come from this site"),
    FORBIDDEN("forbidden", 403, "You may not do this"),
    NOT_FOUND("not-found", 404, "There is nothing here"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This address does not answer to that method"),
    NOT_ACCEPTABLE("not-acceptable", 406, "The wanted media type is not on offer"),
    BODY_TOO_LARGE("body-too-large", 413, "The request body is too large"),
    REQUEST_REFUSED("request-refused", 400, "The request cannot be answered"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    INTERNAL_ERROR("internal-error", 500, "Something went wrong on our side"),
    SERVICE_UNAVAILABLE("service-unavailable", 503, "The service cannot answer just now"),
    GATEWAY_TIMEOUT("gateway-timeout", 504, "The service did not answer in time");

    private final String slug;
    private final int status;
    private final String title;

    GatewayProblem(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    /** The last part of the type's address, kebab-case, never changed once published. */
    public String slug() {
        return slug;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The address of the type, as it stands in {@code type}; the services use the same base. */
    public URI uri() {
        return URI.create("https://greenroom.dev/problems/" + slug);
    }
}
