package io.greenroom.local.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions of the unpacked binaries, as the build wrote them down. */
public final class Versions {

    private static final Properties VALUES = load();

    private Versions() {}

    public static String postgres() {
        return VALUES.getProperty("postgres.version");
    }

    public static String keycloak() {
        return VALUES.getProperty("keycloak.version");
    }

    private static Properties load() {
        Properties values = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("/launcher.properties")) {
            values.load(in);
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException("launcher.properties is not on the class path", e);
        }
    }
}
