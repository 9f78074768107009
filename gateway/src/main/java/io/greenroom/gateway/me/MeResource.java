package io.greenroom.gateway.me;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells the web UI and API clients who they are. */
@Path("/api/me")
public class MeResource {
    private final SecurityIdentity identity;

    MeResource(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The signed-in user. */
    @GET
    @Authenticated
    @Produces(MediaType.APPLICATION_JSON)
    public MeView me() {
        return MeView.of((JsonWebToken) identity.getPrincipal(), identity.getRoles());
    }
}
