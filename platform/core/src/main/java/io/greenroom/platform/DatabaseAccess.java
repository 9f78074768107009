package io.greenroom.platform;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How the service's database is reached by connections that are not of Quarkus' pool. As the pool
 * reaches it: a database that takes encrypted connections alone takes these too.
 */
@ApplicationScoped
public class DatabaseAccess {
    private final String url;
    private final String user;
    private final String password;
    private final Optional<String> sslMode;
    private final Optional<List<String>> trusted;
    private final Optional<String> hostVerification;

    @Inject
    DatabaseAccess(
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password,
            @ConfigProperty(name = "quarkus.datasource.reactive.postgresql.ssl-mode")
                    Optional<String> sslMode,
            @ConfigProperty(name = "quarkus.datasource.reactive.trust-certificate-pem.certs")
                    Optional<List<String>> trusted,
            @ConfigProperty(name = "quarkus.datasource.reactive.hostname-verification-algorithm")
                    Optional<String> hostVerification) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.sslMode = sslMode;
        this.trusted = trusted;
        this.hostVerification = hostVerification;
    }

    /** Each time anew, so that the caller may add to them. */
    public PgConnectOptions options() {
        var options = PgConnectOptions.fromUri(url).setUser(user).setPassword(password);
        sslMode.ifPresent(mode -> options.setSslMode(SslMode.of(mode)));
        trusted.ifPresent(
                files -> {
                    var certificates = new PemTrustOptions();
                    files.forEach(certificates::addCertPath);
                    options.setPemTrustOptions(certificates);
                });
        hostVerification
                .filter(algorithm -> !algorithm.equals("NONE"))
                .ifPresent(options::setHostnameVerificationAlgorithm);
        return options;
    }
}
