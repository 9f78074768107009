package io.greenroom.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New clusters of databases from what the lost ones have archived. */
class ChartRecoveryTest {
    private static final String PLUGIN = "barman-cloud.cloudnative-pg.io";
    private static final String RECOVERY = "database.operator.recovery.";
    private static final String MOMENT = "2026-11-23T08:00:00Z";

    @Test
    void withoutOneClustersBeginEmptyAndWriteUnderTheirOwnNames() {
        assertThat(clusters(Chart.rendered("production")))
                .hasSize(4)
                .allSatisfy(
                        cluster -> {
                            var spec = cluster.json().path("spec");
                            assertThat(spec.path("bootstrap").path("initdb").isObject()).isTrue();
                            assertThat(spec.has("externalClusters")).isFalse();
                            assertThat(spec.at("/plugins/0/parameters/barmanObjectName").asText())
                                    .isEqualTo("greenroom-backups");
                            assertThat(spec.at("/plugins/0/parameters").has("serverName"))
                                    .isFalse();
                        });
    }

    @Test
    void allDatabasesAreRestoredEachFromItsOwnAndToTheSameMoment() {
        var restored = clusters(Chart.restored("--set", RECOVERY + "targetTime=" + MOMENT));
        assertThat(restored)
                .extracting(Manifest::name)
                .containsExactlyInAnyOrder(
                        "greenroom-catalog-db",
                        "greenroom-session-db",
                        "greenroom-grading-db",
                        "greenroom-keycloak-db");
        assertThat(restored)
                .allSatisfy(
                        cluster -> {
                            var bootstrap = cluster.json().at("/spec/bootstrap");
                            assertThat(bootstrap.has("initdb")).isFalse();
                            var recovery = bootstrap.path("recovery");
                            assertThat(recovery.at("/recoveryTarget/targetTime").asText())
                                    .isEqualTo(MOMENT);
                            // Or its role would keep a password that no Secret has.
                            assertThat(recovery.path("owner").asText())
                                    .isEqualTo(recovery.path("database").asText())
                                    .isNotEmpty();
                            var lost = lost(cluster, recovery.path("source").asText());
                            assertThat(lost.path("name").asText()).isEqualTo(PLUGIN);
                            assertThat(lost.at("/parameters/barmanObjectName").asText())
                                    .isEqualTo("greenroom-backups");
                            assertThat(lost.at("/parameters/serverName").asText())
                                    .isEqualTo(cluster.name());
                            // What it goes on to write is not where the lost one wrote.
                            assertThat(
                                            cluster.json()
                                                    .at("/spec/plugins/0/parameters/serverName")
                                                    .asText())
                                    .isEqualTo(cluster.name() + "-second");
                        });
    }

    @Test
    void aSecondRestoreBeginsWhereTheFirstOneWrote() {
        var restored =
                Chart.restored(
                        "--set",
                        RECOVERY + "lineage=second",
                        "--set",
                        "database.operator.backup.lineage=third");
        assertThat(clusters(restored))
                .allSatisfy(
                        cluster -> {
                            var spec = cluster.json().path("spec");
                            assertThat(spec.at("/bootstrap/recovery").has("recoveryTarget"))
                                    .isFalse();
                            assertThat(lost(cluster, "lost").at("/parameters/serverName").asText())
                                    .isEqualTo(cluster.name() + "-second");
                            assertThat(spec.at("/plugins/0/parameters/serverName").asText())
                                    .isEqualTo(cluster.name() + "-third");
                        });
    }

    @Test
    void whatIsRestoredFromIsNotWrittenOver() {
        var said =
                Chart.template(
                        Chart.HOME,
                        List.of(
                                "-f",
                                Chart.values("production").toString(),
                                "--set",
                                RECOVERY + "objectStore=greenroom-backups"));
        assertThat(said.status()).isNotZero();
        assertThat(said.errors()).contains("database.operator.backup.lineage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"targetTime=yesterday", "targetTime=2026-11-23", "lineage=Not A Name"})
    void whatMeansNothingIsRefused(String value) {
        var said =
                Chart.template(
                        Chart.HOME,
                        List.of(
                                "-f",
                                Chart.values("production").toString(),
                                "--set",
                                RECOVERY + value));
        assertThat(said.status()).isNotZero();
        assertThat(said.errors()).contains(value.substring(0, value.indexOf('=')));
    }

    private static List<Manifest> clusters(List<Manifest> manifests) {
        return manifests.stream().filter(manifest -> manifest.is("Cluster")).toList();
    }

    private static JsonNode lost(Manifest cluster, String name) {
        var sources = cluster.json().at("/spec/externalClusters");
        assertThat(sources).hasSize(1);
        assertThat(sources.at("/0/name").asText()).isEqualTo(name);
        return sources.at("/0/plugin");
    }
}
