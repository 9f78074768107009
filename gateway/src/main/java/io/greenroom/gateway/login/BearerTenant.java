package io.greenroom.gateway.login;

import io.quarkus.oidc.TenantResolver;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * A request with an Authorization header is an API client's, whatever cookies it carries too. So
 * the cookies go before anything reads them: a forged token never falls back on a session, and a
 * session never lends its rights to a request that skipped the cross-site check.
 */
@ApplicationScoped
class BearerTenant implements TenantResolver {
    private static final int BEFORE_AUTHENTICATION = 850;

    void register(@Observes Filters filters) {
        filters.register(
                rc -> {
                    if (isApiClient(rc)) {
                        rc.request().headers().remove(HttpHeaders.COOKIE);
                    }
                    rc.next();
                },
                BEFORE_AUTHENTICATION);
    }

    @Override
    public @Nullable String resolve(RoutingContext rc) {
        return isApiClient(rc) ? "bearer" : null;
    }

    static boolean isApiClient(RoutingContext rc) {
        return rc.request().headers().contains(HttpHeaders.AUTHORIZATION);
    }
}
