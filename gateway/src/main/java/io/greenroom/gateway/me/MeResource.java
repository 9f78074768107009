package io.greenroom.gateway.me;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells the web UI and API clients who they are, and gives people what is theirs. */
@Path("/api/me")
public class MeResource {
    private final SecurityIdentity identity;
    private final OwnDataDesk ownData;

    MeResource(SecurityIdentity identity, OwnDataDesk ownData) {
        this.identity = identity;
        this.ownData = ownData;
    }

    /** The signed-in user. */
    @GET
    @Authenticated
    @Produces(MediaType.APPLICATION_JSON)
    public MeView me() {
        return MeView.of((JsonWebToken) identity.getPrincipal(), identity.getRoles());
    }

    /** All that Greenroom holds of the signed-in user, as one ZIP file. */
    @GET
    @Path("/export")
    @Authenticated
    @Blocking
    @Produces("application/zip")
    public Response export(RoutingContext rc) {
        var token = identity.getCredential(AccessTokenCredential.class);
        return ownData.copy(me(), token.getToken(), rc);
    }
}
