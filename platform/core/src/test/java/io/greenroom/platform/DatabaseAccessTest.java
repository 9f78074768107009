package io.greenroom.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.SslMode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseAccessTest {
    private static final String URL = "postgresql://db.example.com:5433/session";

    @Test
    void connectionsBesideThePoolAreAsEncryptedAsIts() {
        var options =
                new DatabaseAccess(
                                URL,
                                "session",
                                "secret",
                                Optional.of("verify-full"),
                                Optional.of(List.of("/etc/ca.crt")),
                                Optional.of("HTTPS"))
                        .options();

        assertThat(options.getHost()).isEqualTo("db.example.com");
        assertThat(options.getPort()).isEqualTo(5433);
        assertThat(options.getSslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(options.getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
        assertThat(((PemTrustOptions) options.getTrustOptions()).getCertPaths())
                .containsExactly("/etc/ca.crt");
    }

    @Test
    void withoutASettingNothingIsEncrypted() {
        var options =
                new DatabaseAccess(
                                URL,
                                "session",
                                "secret",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("NONE"))
                        .options();

        assertThat(options.getSslMode()).isEqualTo(SslMode.DISABLE);
        assertThat(options.getUser()).isEqualTo("session");
        assertThat(options.getPassword()).isEqualTo("secret");
    }
}
