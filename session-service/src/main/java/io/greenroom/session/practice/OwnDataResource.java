package io.greenroom.session.practice;

import io.greenroom.platform.Roles;
import io.greenroom.platform.privacy.OwnData;
import io.greenroom.platform.privacy.OwnDataEndpoints;
import io.greenroom.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** What the suite knows of the caller: a copy of this service's part, and the end of it all. */
@Path("/api/practice/own-data")
@Tag(name = "Practice")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
class OwnDataResource extends OwnDataEndpoints {
    private final ForgetPerson forgetting;
    private final Caller caller;

    @Inject
    OwnDataResource(ForgetPerson forgetting, OwnData data, Caller caller) {
        super(data, caller, "session-service");
        this.forgetting = forgetting;
        this.caller = caller;
    }

    @DELETE
    @ResponseStatus(202)
    @Operation(
            operationId = "deleteOwnData",
            summary =
                    "Delete all that Greenroom knows of you, for good; the account stays until it"
                            + " is deleted with the identity provider")
    @APIResponse(responseCode = "202", description = "Your attempts are gone, the rest follows.")
    public Uni<Void> delete() {
        return forgetting.request(caller.id(), caller.name(), caller.email());
    }
}
