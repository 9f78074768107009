package io.greenroom.platform.testing;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Access tokens as Keycloak would issue them, signed with a key that the service under test trusts;
 * and the ones that it must refuse.
 */
public final class TestTokens {
    private static final String ISSUER = "https://issuer.greenroom.test/realms/greenroom";
    private static final String AUDIENCE = "greenroom-api";
    private static final KeyPair TRUSTED = newKeyPair();
    private static final KeyPair FOREIGN = newKeyPair();

    private TestTokens() {}

    /** Settings with which a service trusts these tokens, without asking an issuer. */
    static Map<String, String> settings() {
        return Map.of(
                // Empty means unset: with an issuer to ask, the key below would be ignored.
                "quarkus.oidc.auth-server-url",
                "",
                "quarkus.oidc.public-key",
                Base64.getEncoder().encodeToString(TRUSTED.getPublic().getEncoded()),
                "quarkus.oidc.token.issuer",
                ISSUER);
    }

    /** A valid token of that person with those realm roles; the subject is {@code id-of-<name>}. */
    public static String of(String name, String... roles) {
        return sign(
                TRUSTED, name, AUDIENCE, ISSUER, Instant.now().plus(Duration.ofHours(1)), roles);
    }

    /** Such a token with an e-mail address in it, which somebody has verified or has not. */
    public static String withEmail(String name, String email, boolean verified, String... roles) {
        return claims(name, AUDIENCE, ISSUER, Instant.now().plus(Duration.ofHours(1)), roles)
                .claim("email", email)
                .claim("email_verified", verified)
                .sign(TRUSTED.getPrivate());
    }

    /** The subject of the tokens of that person. */
    public static String idOf(String name) {
        return "id-of-" + name;
    }

    /** Signed with a key that nobody trusts. */
    public static String forged(String name, String... roles) {
        return sign(
                FOREIGN, name, AUDIENCE, ISSUER, Instant.now().plus(Duration.ofHours(1)), roles);
    }

    /** Meant for another system. */
    public static String forAnotherAudience(String name, String... roles) {
        return sign(
                TRUSTED,
                name,
                "another-api",
                ISSUER,
                Instant.now().plus(Duration.ofHours(1)),
                roles);
    }

    /** Ended an hour ago. */
    public static String expired(String name, String... roles) {
        return sign(
                TRUSTED, name, AUDIENCE, ISSUER, Instant.now().minus(Duration.ofHours(1)), roles);
    }

    private static String sign(
            KeyPair keys,
            String name,
            String audience,
            String issuer,
            Instant until,
            String... roles) {
        return claims(name, audience, issuer, until, roles).sign(keys.getPrivate());
    }

    private static JwtClaimsBuilder claims(
            String name, String audience, String issuer, Instant until, String... roles) {
        return Jwt.claims()
                .issuer(issuer)
                .audience(audience)
                .subject(idOf(name))
                .preferredUserName(name)
                .issuedAt(until.minus(Duration.ofHours(2)))
                .expiresAt(until)
                .claim("typ", "Bearer")
                .claim("realm_access", Map.of("roles", List.of(roles)));
    }

    private static KeyPair newKeyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
