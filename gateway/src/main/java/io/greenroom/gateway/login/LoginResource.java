package io.greenroom.gateway.login;

import io.greenroom.gateway.site.Site;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The only addresses that send a browser to the identity provider and take it back. */
@Path("/login")
public class LoginResource {
    private final Site site;

    LoginResource(Site site) {
        this.site = site;
    }

    /**
     * Asking for it without a session starts the code flow; with one it is over, and the page comes
     * next.
     */
    @GET
    @Authenticated
    public Response login(@QueryParam("returnTo") @Nullable String returnTo) {
        return goTo(ReturnPath.of(returnTo));
    }

    /** Quarkus completes the code flow here; only a callback that is repeated gets this far. */
    @GET
    @Path("/callback")
    @Authenticated
    public Response callback() {
        return goTo(ReturnPath.of(null));
    }

    /** What a person sees when the login did not work out: nothing of it comes from the address. */
    @GET
    @Path("/error")
    @PermitAll
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    public String error() {
        return """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Sign-in not completed · Greenroom</title></head>
        <body><main>
        <h1>Sign-in was not completed</h1>
        <p>It was cancelled, or the sign-in page lay open too long. Nothing has been lost.</p>
        <p><a href="/login">Try again</a> or <a href="/">go to the start page</a>.</p>
        </main></body>
        </html>
        """;
    }

    private Response goTo(ReturnPath page) {
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, site.origin() + page.value())
                .build();
    }
}
