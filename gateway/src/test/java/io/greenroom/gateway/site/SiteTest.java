package io.greenroom.gateway.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, http://localhost:8080",
        "HTTPS://Greenroom.Example:443/, https://greenroom.example",
        "http://greenroom.example:80, http://greenroom.example",
        "https://greenroom.example:8443, https://greenroom.example:8443",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void writesItsOriginAsBrowsersDo(String given, String origin) {
        assertThat(new Site(URI.create(given)).origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "greenroom.example",
                "ftp://greenroom.example",
                "https://greenroom.example/app",
                "https://user@greenroom.example",
                "https://greenroom.example?x"
            })
    void refusesWhatIsNoOrigin(String given) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Site(URI.create(given)))
                .withMessageContaining("GREENROOM_PUBLIC_ORIGIN");
    }

    @Test
    void knowsItsOwnAddresses() {
        var site = new Site(URI.create("https://greenroom.example"));

        assertThat(site.isOriginOf("https://greenroom.example/questions?q=1")).isTrue();
        assertThat(site.isOriginOf("https://greenroom.example:443/")).isTrue();
        assertThat(site.isOriginOf("http://greenroom.example/")).isFalse();
        assertThat(site.isOriginOf("https://greenroom.example.evil.example/")).isFalse();
        assertThat(site.isOriginOf("https://greenroom.example@evil.example/")).isFalse();
        assertThat(site.isOriginOf("no address")).isFalse();
        assertThat(site.isOriginOf(null)).isFalse();
    }
}
