package io.greenroom.gateway.me;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The signed-in user, as the token tells.
 *
 * @param id the identity provider's id, which owns attempts and grades
 * @param roles those of candidate, interviewer and admin that the user has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MeView(
        String id,
        @Nullable String username,
        @Nullable String name,
        @Nullable String email,
        List<String> roles) {
    private static final List<String> ROLES = List.of("candidate", "interviewer", "admin");

    MeView {
        roles = List.copyOf(roles);
    }

    static MeView of(JsonWebToken token, Set<String> roles) {
        return new MeView(
                token.getSubject(),
                token.getClaim("preferred_username"),
                token.getClaim("name"),
                token.getClaim("email"),
                ROLES.stream().filter(roles::contains).toList());
    }
}
