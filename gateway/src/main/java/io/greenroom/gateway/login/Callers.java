package io.greenroom.gateway.login;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/**
 * Finds out who makes a request, without ever answering it: what to do about it is the route's to
 * say.
 */
@Singleton
public class Callers {
    private static final Logger LOG = Logger.getLogger(Callers.class);

    /**
     * The caller; a session is refreshed on the way when its tokens are about to expire. Fails only
     * when the identity provider cannot be asked.
     */
    public Future<Caller> identify(RoutingContext rc) {
        Promise<Caller> caller = Promise.promise();
        identity(rc)
                .subscribe()
                .with(
                        identity -> caller.complete(callerOf(identity, rc)),
                        failure -> {
                            if (isAuthenticationFailure(failure)) {
                                LOG.debugf(failure, "Not authenticated");
                                caller.complete(
                                        new Caller.Anonymous(
                                                BearerTenant.isApiClient(rc)
                                                        ? "The access token is not valid here, or"
                                                                + " has expired."
                                                        : "The session has ended. Sign in again."));
                            } else {
                                LOG.warnf("The identity provider cannot be asked: %s", failure);
                                caller.fail(failure);
                            }
                        });
        return caller.future();
    }

    /** The identity, with failures left to the subscriber instead of answered by Quarkus. */
    static Uni<SecurityIdentity> identity(RoutingContext rc) {
        BiConsumer<RoutingContext, Throwable> leaveIt = (context, failure) -> {};
        rc.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, leaveIt);
        Uni<SecurityIdentity> identity = QuarkusHttpUser.getSecurityIdentity(rc, null);
        return identity;
    }

    private static Caller callerOf(SecurityIdentity identity, RoutingContext rc) {
        if (identity == null
                || identity.isAnonymous()
                || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return new Caller.Anonymous("Sign in, or send an access token.");
        }
        AccessTokenCredential accessToken = identity.getCredential(AccessTokenCredential.class);
        if (accessToken == null || token.getSubject() == null) {
            return new Caller.Anonymous("The session holds no usable token. Sign in again.");
        }
        return new Caller.SignedIn(
                token.getSubject(), accessToken.getToken(), !BearerTenant.isApiClient(rc));
    }

    private static boolean isAuthenticationFailure(Throwable failure) {
        return failure instanceof AuthenticationFailedException
                || failure instanceof AuthenticationCompletionException
                || failure instanceof AuthenticationRedirectException;
    }
}
