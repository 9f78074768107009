package io.greenroom.gateway.testsupport;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Speaks as much OpenID Connect as Keycloak does with the gateway, and holds it to PKCE. Whoever
 * asks for a login is Casey. {@code /control} and {@code /mint} are for the tests.
 */
final class StubIdentityProvider implements Handler<HttpServerRequest> {
    static final String REALM = "/realms/greenroom";
    static final String CLIENT_SECRET = "the-client-secret-of-the-stub";
    private static final String KEY_ID = "stub-key";

    private final KeyPair keys = keyPair();
    private final KeyPair foreignKeys = keyPair();
    private final Map<String, MultiMap> codes = new ConcurrentHashMap<>();
    private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refreshes = new AtomicInteger();
    private volatile int lifetimeSeconds = 300;
    private volatile boolean refuseRefresh;
    private volatile boolean refuseLogin;

    @Override
    public void handle(HttpServerRequest request) {
        String path = request.path();
        if (path.equals(REALM + "/.well-known/openid-configuration")) {
            json(request, discovery(base(request)));
        } else if (path.equals(REALM + "/certs")) {
            json(request, new JsonObject().put("keys", new JsonArray().add(publicKey())));
        } else if (path.equals(REALM + "/auth")) {
            authorize(request);
        } else if (path.equals(REALM + "/token")) {
            request.setExpectMultipart(true);
            request.endHandler(end -> token(request));
        } else if (path.equals(REALM + "/logout")) {
            request.response().end("logged out");
        } else if (path.equals("/control")) {
            control(request);
        } else if (path.equals("/mint")) {
            request.response().end(mint(request));
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    private void control(HttpServerRequest request) {
        String lifetime = request.getParam("lifetime");
        lifetimeSeconds = lifetime == null ? 300 : Integer.parseInt(lifetime);
        refuseRefresh = "true".equals(request.getParam("refuseRefresh"));
        refuseLogin = "true".equals(request.getParam("refuseLogin"));
        json(request, new JsonObject().put("refreshes", refreshes.get()));
    }

    private void authorize(HttpServerRequest request) {
        MultiMap asked = request.params();
        String to = asked.get("redirect_uri");
        if (refuseLogin) {
            redirect(request, to + "?error=access_denied&state=" + encode(asked.get("state")));
            return;
        }
        if (!"S256".equals(asked.get("code_challenge_method")) || asked.get("nonce") == null) {
            request.response().setStatusCode(400).end("PKCE and a nonce are required");
            return;
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        redirect(request, to + "?code=" + code + "&state=" + encode(asked.get("state")));
    }

    private void token(HttpServerRequest request) {
        String credentials =
                Base64.getEncoder()
                        .encodeToString(
                                ("greenroom-web:" + CLIENT_SECRET)
                                        .getBytes(StandardCharsets.UTF_8));
        MultiMap form = request.formAttributes();
        String nonce = null;
        if (!("Basic " + credentials).equals(request.getHeader("Authorization"))) {
            refuse(request, "invalid_client");
            return;
        }
        if ("authorization_code".equals(form.get("grant_type"))) {
            MultiMap asked = codes.remove(form.get("code"));
            if (asked == null
                    || !asked.get("redirect_uri").equals(form.get("redirect_uri"))
                    || !asked.get("code_challenge").equals(challenge(form.get("code_verifier")))) {
                refuse(request, "invalid_grant");
                return;
            }
            nonce = asked.get("nonce");
        } else {
            if (refuseRefresh || !refreshTokens.remove(form.get("refresh_token"))) {
                refuse(request, "invalid_grant");
                return;
            }
            refreshes.incrementAndGet();
        }
        String issuer = base(request);
        // Real tokens are large; together they do not fit into one cookie.
        String refresh = sign(claims(issuer, "casey", 1800).claim("pad", "r".repeat(700)), keys);
        refreshTokens.add(refresh);
        var id = claims(issuer, "casey", lifetimeSeconds).audience("greenroom-web");
        if (nonce != null) {
            id.claim("nonce", nonce);
        }
        String access =
                sign(
                        claims(issuer, "casey", lifetimeSeconds)
                                .audience("greenroom-api")
                                .claim("pad", "a".repeat(900))
                                .claim(
                                        "realm_access",
                                        Map.of("roles", List.of("candidate", "other"))),
                        keys);
        json(
                request,
                new JsonObject()
                        .put("access_token", access)
                        .put("refresh_token", refresh)
                        .put("id_token", sign(id.claim("pad", "i".repeat(700)), keys))
                        .put("token_type", "Bearer")
                        .put("expires_in", lifetimeSeconds));
    }

    private String mint(HttpServerRequest request) {
        String lifetime = request.getParam("lifetime");
        String roles = request.getParam("roles");
        String audience = request.getParam("audience");
        String issuer = request.getParam("issuer");
        String subject = request.getParam("subject");
        var claims =
                claims(
                                issuer == null ? base(request) : issuer,
                                subject == null ? "casey" : subject,
                                lifetime == null ? 300 : Integer.parseInt(lifetime))
                        .claim(
                                "realm_access",
                                Map.of(
                                        "roles",
                                        Arrays.asList(
                                                (roles == null ? "candidate" : roles).split(","))));
        if (!"none".equals(audience)) {
            claims.audience(audience == null ? "greenroom-api" : audience);
        }
        return sign(claims, "true".equals(request.getParam("forged")) ? foreignKeys : keys);
    }

    private static JwtClaimsBuilder claims(String issuer, String subject, int lifetime) {
        long now = System.currentTimeMillis() / 1000;
        return Jwt.claims()
                .issuer(issuer)
                .subject(subject)
                .preferredUserName(subject)
                .claim("name", "Casey Candidate")
                .claim("email", subject + "@example.com")
                .issuedAt(Math.min(now, now + lifetime - 1))
                .expiresAt(now + lifetime);
    }

    private static String sign(JwtClaimsBuilder claims, KeyPair with) {
        return claims.jws().keyId(KEY_ID).sign(with.getPrivate());
    }

    private JsonObject publicKey() {
        var key = (RSAPublicKey) keys.getPublic();
        return new JsonObject()
                .put("kty", "RSA")
                .put("kid", KEY_ID)
                .put("alg", "RS256")
                .put("use", "sig")
                .put("n", number(key.getModulus()))
                .put("e", number(key.getPublicExponent()));
    }

    private static JsonObject discovery(String issuer) {
        return new JsonObject()
                .put("issuer", issuer)
                .put("authorization_endpoint", issuer + "/auth")
                .put("token_endpoint", issuer + "/token")
                .put("jwks_uri", issuer + "/certs")
                .put("end_session_endpoint", issuer + "/logout")
                .put("response_types_supported", new JsonArray().add("code"))
                .put("subject_types_supported", new JsonArray().add("public"));
    }

    private static String base(HttpServerRequest request) {
        return "http://" + request.authority() + REALM;
    }

    private static String challenge(@Nullable String verifier) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int skip = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(bytes, skip, bytes.length));
    }

    private static KeyPair keyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static void redirect(HttpServerRequest request, String to) {
        request.response().setStatusCode(302).putHeader("Location", to).end();
    }

    private static void refuse(HttpServerRequest request, String error) {
        request.response()
                .setStatusCode(400)
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("error", error).encode());
    }

    private static void json(HttpServerRequest request, JsonObject body) {
        request.response().putHeader("Content-Type", "application/json").end(body.encode());
    }
}
