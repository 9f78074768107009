package io.greenroom.session.deadletter;

import io.greenroom.platform.deadletter.DeadLetterEndpoints;
import io.greenroom.platform.deadletter.DeadLetters;
import io.greenroom.platform.security.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

/** The dead letters of this service, for admins. */
@Path("/api/practice/dead-letters")
class DeadLetterResource extends DeadLetterEndpoints {
    @Inject
    DeadLetterResource(DeadLetters letters, Caller caller) {
        super(letters, caller);
    }
}
