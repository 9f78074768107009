package io.greenroom.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.SslMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAccessTest {
    private static final String URL = "postgresql://db.example.com:5433/session";

    @ParameterizedTest
    @ValueSource(strings = {"verify-full", "VERIFY_FULL", "Verify-Full"})
    void connectionsBesideThePoolAreAsEncryptedAsIts(String mode) {
        var options =
                access(Optional.of(mode), false, true, Optional.of("HTTPS"), Map.of()).options();

        assertThat(options.getHost()).isEqualTo("db.example.com");
        assertThat(options.getPort()).isEqualTo(5433);
        assertThat(options.getSslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(options.isTrustAll()).isFalse();
        assertThat(options.getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
        assertThat(((PemTrustOptions) options.getTrustOptions()).getCertPaths())
                .containsExactly("/etc/ca.crt");
    }

    @Test
    void theyTrustWhomThePoolTrusts() {
        var options =
                access(Optional.of("REQUIRE"), true, false, Optional.of("none"), Map.of())
                        .options();

        assertThat(options.getSslMode()).isEqualTo(SslMode.REQUIRE);
        assertThat(options.isTrustAll()).isTrue();
        assertThat(options.getTrustOptions()).isNull();
        assertThat(options.getHostnameVerificationAlgorithm()).isNotEqualTo("none");
    }

    @Test
    void withoutASettingNothingIsEncrypted() {
        var options =
                access(Optional.empty(), false, false, Optional.of("NONE"), Map.of()).options();

        assertThat(options.getSslMode()).isEqualTo(SslMode.DISABLE);
        assertThat(options.getUser()).isEqualTo("session");
        assertThat(options.getPassword()).isEqualTo("secret");
    }

    @Test
    void whatThePoolAloneCouldDoIsRefused() {
        var name = "quarkus.datasource.reactive.key-certificate-pem";

        assertThatThrownBy(
                        () ->
                                access(
                                        Optional.of("require"),
                                        false,
                                        false,
                                        Optional.empty(),
                                        Map.of(name, "true")))
                .hasMessageStartingWith(name + " is not supported");
    }

    private static DatabaseAccess access(
            Optional<String> mode,
            boolean trustAll,
            boolean trustsPem,
            Optional<String> hostVerification,
            Map<String, String> settings) {
        return new DatabaseAccess(
                URL,
                "session",
                "secret",
                mode,
                trustAll,
                trustsPem,
                Optional.of(List.of("/etc/ca.crt")),
                hostVerification,
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build());
    }
}
