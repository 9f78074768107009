package io.greenroom.platform.security;

import io.greenroom.platform.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who is calling, by their verified access token. */
@RequestScoped
public class Caller {
    private final SecurityIdentity identity;

    @Inject
    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The subject of the token: the person's id, which never changes. */
    public String id() {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? token.getSubject()
                : identity.getPrincipal().getName();
    }

    /** The name that they sign in with, for people to read. */
    public String name() {
        return identity.getPrincipal().getName();
    }

    /**
     * What people call them, which tells nobody how they sign in.
     *
     * @return null when the token does not say
     */
    public @Nullable String givenName() {
        return identity.getPrincipal() instanceof JsonWebToken token
                        && token.<Object>getClaim("given_name") instanceof String given
                        && !given.isBlank()
                ? given.strip()
                : null;
    }

    /**
     * Their e-mail address, in lower case.
     *
     * @return null when the token has none, or nobody has verified that it is theirs
     */
    public @Nullable String email() {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)
                || !"true".equals(String.valueOf(token.<Object>getClaim("email_verified")))
                || !(token.<Object>getClaim("email") instanceof String email)) {
            return null;
        }
        return email.strip().toLowerCase(Locale.ROOT);
    }

    public boolean hasRole(String role) {
        return identity.hasRole(role);
    }

    /** Interviewers and admins see rubrics, strong answers and grades. */
    public boolean isStaff() {
        return hasRole(Roles.INTERVIEWER) || hasRole(Roles.ADMIN);
    }
}
