package io.greenroom.gateway.login;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where to go after the login: always a page of this site, else the landing page.
 *
 * @param value path and query, beginning with exactly one slash
 */
record ReturnPath(String value) {
    private static final int LONGEST = 1_000;
    private static final ReturnPath LANDING = new ReturnPath("/");

    static ReturnPath of(@Nullable String asked) {
        return asked != null && isLocalPage(asked) ? new ReturnPath(asked) : LANDING;
    }

    private static boolean isLocalPage(String asked) {
        // Browsers read a backslash as a slash, and skip control characters: //host in other
        // clothes.
        if (asked.length() > LONGEST
                || !asked.startsWith("/")
                || asked.contains("//")
                || asked.contains("/..")
                || asked.chars().anyMatch(c -> c == '\\' || c <= ' ' || c == 0x7f)) {
            return false;
        }
        try {
            URI uri = new URI(asked);
            String path = uri.getRawPath();
            return !isUnder(path, "/login") && !isUnder(path, "/logout") && !isUnder(path, "/api");
        } catch (URISyntaxException noPath) {
            return false;
        }
    }

    private static boolean isUnder(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }
}
