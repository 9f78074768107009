package io.greenroom.gateway.apidocs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.gateway.headers.Nonce;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The API's documentation, for machines and for people. The project is open, so it needs no login.
 */
@Path("/")
public class ApiDocsResource {
    private final ApiDocuments documents;
    private final String page;

    ApiDocsResource(ApiDocuments documents) {
        this.documents = documents;
        this.page = read("gateway/api-docs.html");
    }

    /** One OpenAPI document; {@code x-unavailable} names services whose part could not be had. */
    @GET
    @Path("/api/openapi")
    @PermitAll
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    public ObjectNode openapi() {
        return documents.current();
    }

    /**
     * Swagger UI on that document, under the same strict Content-Security-Policy as everything
     * else.
     */
    @GET
    @Path("/api-docs")
    @PermitAll
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    public String page(RoutingContext rc) {
        return page.replace("__CSP_NONCE__", Nonce.issue(rc));
    }

    private static String read(String resource) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(resource)) {
            return new String(
                    Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
