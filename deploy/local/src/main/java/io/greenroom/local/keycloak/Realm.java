package io.greenroom.local.keycloak;

import io.greenroom.local.home.Home;
import io.greenroom.local.home.Secrets;
import io.greenroom.local.ports.Port;
import io.greenroom.local.ports.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The realm file of {@code deploy/keycloak} with this installation's addresses and secret filled
 * in.
 *
 * @param template the file's text, with placeholders such as <code>${GREENROOM_GATEWAY_PORT}</code>
 * @param values what to put in their place
 */
record Realm(String template, Map<String, String> values) {

    static final String NAME = "greenroom";
    static final String WEB_CLIENT = "greenroom-web";

    private static final String GATEWAY_PORT = "GREENROOM_GATEWAY_PORT";
    private static final String WEB_CLIENT_SECRET = "GREENROOM_WEB_CLIENT_SECRET";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(GREENROOM_[A-Z_]+)}");

    Realm {
        values = Map.copyOf(values);
    }

    static Realm of(Home home, Ports ports, Secrets secrets) {
        Path file = home.repository().resolve("deploy/keycloak/greenroom-realm.json");
        try {
            return new Realm(
                    Files.readString(file),
                    Map.of(
                            GATEWAY_PORT,
                            String.valueOf(ports.of(Port.GATEWAY)),
                            WEB_CLIENT_SECRET,
                            secrets.of("web-client")));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the realm " + file, e);
        }
    }

    /** The realm as Keycloak imports it. A placeholder that nobody fills in is an error. */
    String json() {
        TreeSet<String> unknown = new TreeSet<>();
        String filled =
                PLACEHOLDER
                        .matcher(template)
                        .replaceAll(
                                match -> {
                                    String value = values.get(match.group(1));
                                    if (value == null) {
                                        unknown.add(match.group(1));
                                        return "";
                                    }
                                    return Matcher.quoteReplacement(value);
                                });
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("The realm file asks for unknown values " + unknown);
        }
        return filled;
    }

    List<String> redirectUris() {
        return origins().stream().map(origin -> origin + "/*").toList();
    }

    /** Keycloak keeps these in one attribute, separated by two hashes. */
    String postLogoutUris() {
        return String.join("##", redirectUris());
    }

    String webClientSecret() {
        return value(WEB_CLIENT_SECRET);
    }

    private List<String> origins() {
        String port = value(GATEWAY_PORT);
        return List.of("http://localhost:" + port, "http://127.0.0.1:" + port);
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("No value for " + name);
        }
        return value;
    }
}
