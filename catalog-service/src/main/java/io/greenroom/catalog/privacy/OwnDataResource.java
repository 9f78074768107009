package io.greenroom.catalog.privacy;

import io.greenroom.platform.privacy.OwnData;
import io.greenroom.platform.privacy.OwnDataEndpoints;
import io.greenroom.platform.security.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

/** What the catalog knows of the caller. */
@Path("/api/catalog/own-data")
class OwnDataResource extends OwnDataEndpoints {
    @Inject
    OwnDataResource(OwnData data, Caller caller) {
        super(data, caller, "catalog-service");
    }
}
