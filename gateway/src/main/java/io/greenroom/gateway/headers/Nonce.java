package io.greenroom.gateway.headers;

import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The nonce of one HTML response: in its Content-Security-Policy and in the page. */
public final class Nonce {
    private static final String KEY = Nonce.class.getName();
    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonce() {}

    /** Makes this response's nonce, 128 bits, Base64url. */
    public static String issue(RoutingContext rc) {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        rc.put(KEY, nonce);
        return nonce;
    }

    static @Nullable String of(RoutingContext rc) {
        return rc.get(KEY);
    }
}
