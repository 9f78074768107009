package io.greenroom.gateway.login;

import io.greenroom.gateway.site.Site;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Refuses to start in production with settings that would make sessions unsafe. */
@ApplicationScoped
class ProductionSettings {
    private static final int SHORTEST_SECRET = 32;

    private final Config config;
    private final Site site;

    ProductionSettings(Config config, Site site) {
        this.config = config;
        this.site = site;
    }

    void check(@Observes StartupEvent started) {
        if (LaunchMode.current() != LaunchMode.NORMAL) {
            return;
        }
        List<String> faults = faults(config, site);
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "The gateway does not start: " + String.join(" ", faults));
        }
    }

    static List<String> faults(Config config, Site site) {
        var faults = new ArrayList<String>();
        if (value(config, "GREENROOM_WEB_CLIENT_SECRET").isBlank()) {
            faults.add(
                    "GREENROOM_WEB_CLIENT_SECRET is not set (the secret of the client greenroom-web"
                            + " in the realm).");
        }
        if (value(config, "GREENROOM_COOKIE_SECRET").length() < SHORTEST_SECRET) {
            faults.add(
                    "GREENROOM_COOKIE_SECRET is not set or shorter than 32 characters (it encrypts"
                            + " the sessions; every instance needs the same).");
        }
        if (site.secure()
                && !(isOn(config, "quarkus.oidc.authentication.cookie-force-secure")
                        && isOn(
                                config,
                                "quarkus.oidc.authentication.force-redirect-https-scheme"))) {
            faults.add(
                    "GREENROOM_COOKIE_SECURE must be true, because GREENROOM_PUBLIC_ORIGIN is"
                            + " https.");
        }
        return faults;
    }

    private static boolean isOn(Config config, String name) {
        return config.getOptionalValue(name, Boolean.class).orElse(false);
    }

    private static String value(Config config, String name) {
        return config.getOptionalValue(name, String.class).orElse("");
    }
}
