package io.greenroom.grading.deletion;

import io.greenroom.platform.privacy.OwnData;
import io.greenroom.platform.privacy.OwnDataEndpoints;
import io.greenroom.platform.security.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

/** What grading knows of the caller. */
@Path("/api/grading/own-data")
class OwnDataResource extends OwnDataEndpoints {
    @Inject
    OwnDataResource(OwnData data, Caller caller) {
        super(data, caller, "grading-service");
    }
}
