package io.greenroom.session.practice;

import io.greenroom.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

@Singleton
class OwnAttemptFilter {
    private final AttemptStream stream;
    private final Caller caller;

    @Inject
    OwnAttemptFilter(AttemptStream stream, Caller caller) {
        this.stream = stream;
        this.caller = caller;
    }

    @OwnAttempt
    @ServerRequestFilter
    public Uni<Response> check(UriInfo uri) {
        return stream.now(caller.id(), AttemptResource.idOf(uri.getPathParameters().getFirst("id")))
                .map(
                        change -> {
                            if (change == null) {
                                throw AttemptResource.notFound();
                            }
                            return null;
                        });
    }
}
