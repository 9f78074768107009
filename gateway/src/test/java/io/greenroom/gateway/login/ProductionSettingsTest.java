package io.greenroom.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.gateway.site.Site;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProductionSettingsTest {
    private static final String LONG = "0123456789012345678901234567890123456789";

    @Test
    void isContentWithSecretsThatAreLongEnough() {
        assertThat(
                        faults(
                                "http://localhost:8080",
                                Map.of(
                                        "GREENROOM_WEB_CLIENT_SECRET",
                                        LONG,
                                        "GREENROOM_COOKIE_SECRET",
                                        LONG)))
                .isEmpty();
    }

    @Test
    void namesEverySecretThatIsMissing() {
        assertThat(faults("http://localhost:8080", Map.of("GREENROOM_COOKIE_SECRET", "short")))
                .hasSize(2)
                .anyMatch(fault -> fault.startsWith("GREENROOM_WEB_CLIENT_SECRET"))
                .anyMatch(fault -> fault.startsWith("GREENROOM_COOKIE_SECRET"));
    }

    @Test
    void wantsSecureCookiesWithHttps() {
        Map<String, String> secrets =
                Map.of("GREENROOM_WEB_CLIENT_SECRET", LONG, "GREENROOM_COOKIE_SECRET", LONG);

        assertThat(faults("https://greenroom.example", secrets))
                .singleElement()
                .asString()
                .contains("GREENROOM_COOKIE_SECURE");
    }

    @Test
    void wantsSecureCookiesAndRedirectsToHttpsBoth() {
        var settings =
                new HashMap<>(
                        Map.of(
                                "GREENROOM_WEB_CLIENT_SECRET",
                                LONG,
                                "GREENROOM_COOKIE_SECRET",
                                LONG,
                                "quarkus.oidc.authentication.cookie-force-secure",
                                "true"));
        assertThat(faults("https://greenroom.example", settings)).hasSize(1);

        settings.put("quarkus.oidc.authentication.force-redirect-https-scheme", "true");
        assertThat(faults("https://greenroom.example", settings)).isEmpty();
    }

    @Test
    void shipsNoSecretOfItsOwn() throws IOException {
        assertThat(Files.readAllLines(Path.of("src/main/resources/application.properties")))
                .filteredOn(line -> !line.startsWith("#") && line.contains("secret"))
                .isNotEmpty()
                .allMatch(line -> line.matches(".*=\\$\\{GREENROOM_[A-Z_]+}"));
    }

    private static List<String> faults(String origin, Map<String, String> settings) {
        var config =
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build();
        return ProductionSettings.faults(config, new Site(URI.create(origin)));
    }
}
