package io.greenroom.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kubernetes and the operators refuse to change some fields of what is there, so an upgrade must
 * not try, nor may an object of whatever kind vanish unnoticed: a route, a policy, a topic. {@code
 * immutable.json} has all objects with these fields as earlier versions rendered them. New ones are
 * added to it by {@code -Dimmutable.write=true}; what is in it stays.
 */
class ChartUpgradeTest {
    private static final Path RECORD =
            Tools.REPOSITORY.resolve("deploy/helm/src/test/resources/immutable.json");

    /**
     * What may not change, by kind: refused by Kubernetes, refused or ignored by the operator, or
     * (of claims, broker storage and the names that reach a log or a database) taken for something
     * new that has none of the old data.
     */
    private static final Map<String, List<String>> IMMUTABLE =
            Map.ofEntries(
                    Map.entry("Deployment", List.of("/spec/selector")),
                    Map.entry(
                            "StatefulSet",
                            List.of(
                                    "/spec/selector",
                                    "/spec/serviceName",
                                    "/spec/podManagementPolicy",
                                    "/spec/volumeClaimTemplates")),
                    Map.entry(
                            "Service",
                            List.of(
                                    "/spec/clusterIP",
                                    "/spec/clusterIPs",
                                    "/spec/ipFamilies",
                                    "/spec/type")),
                    Map.entry("Secret", List.of("/type")),
                    Map.entry(
                            "Cluster",
                            List.of(
                                    "/spec/bootstrap",
                                    "/spec/storage/storageClass",
                                    "/spec/walStorage/storageClass")),
                    Map.entry(
                            "KafkaTopic",
                            List.of(
                                    "/metadata/labels/strimzi.io~1cluster",
                                    "/spec/topicName",
                                    "/spec/replicas")),
                    Map.entry(
                            "KafkaNodePool",
                            List.of(
                                    "/metadata/labels/strimzi.io~1cluster",
                                    "/spec/roles",
                                    "/spec/storage/type",
                                    "/spec/storage/volumes/0/id",
                                    "/spec/storage/volumes/0/type",
                                    "/spec/storage/volumes/0/class",
                                    "/spec/storage/volumes/0/kraftMetadata")),
                    Map.entry(
                            "KafkaUser",
                            List.of(
                                    "/metadata/labels/strimzi.io~1cluster",
                                    "/spec/authentication/type")),
                    Map.entry(
                            "KeycloakRealmImport",
                            List.of("/spec/keycloakCRName", "/spec/realm/realm")));

    /** Every field of these may change, and {@link #aJobThatDoesSomethingElseHasAnotherName}. */
    private static final Set<String> CHANGEABLE =
            Set.of(
                    "ConfigMap",
                    "ExternalSecret",
                    "HTTPRoute",
                    "HorizontalPodAutoscaler",
                    "Ingress",
                    "Job",
                    "Kafka",
                    "Keycloak",
                    "NetworkPolicy",
                    "PodDisruptionBudget",
                    "PodMonitor",
                    "Policy",
                    "PrometheusRule",
                    "ScaledObject",
                    "ScheduledBackup",
                    "ServiceAccount",
                    "ServiceMonitor",
                    "TriggerAuthentication");

    /**
     * What earlier versions had and this one deliberately has not; docs/operations.md says what to
     * do.
     */
    private static final Set<String> GIVEN_UP = Set.of();

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @ParameterizedTest
    @MethodSource("io.greenroom.helm.Chart#valueSets")
    void anUpgradeChangesNoImmutableField(String set) throws IOException {
        var record = (ObjectNode) JSON.readTree(Files.readString(RECORD));
        var before = record.withObjectProperty(set);
        var now = JSON.createObjectNode();
        for (var manifest : Chart.byId(Chart.rendered(set)).values()) {
            if (manifest.is("Job")) {
                // Another one each time, see below; the old one may go.
                continue;
            }
            var kept = now.putObject(manifest.id());
            for (var field : IMMUTABLE.getOrDefault(manifest.kind(), List.of())) {
                JsonNode value = manifest.json().at(field);
                if (!value.isMissingNode()) {
                    kept.set(field, value);
                }
            }
        }
        if (Boolean.getBoolean("immutable.write")) {
            // A field that is looked at since then is recorded as it is now.
            now.properties()
                    .forEach(
                            one -> {
                                if (before.get(one.getKey()) instanceof ObjectNode known) {
                                    one.getValue()
                                            .properties()
                                            .forEach(
                                                    field ->
                                                            known.putIfAbsent(
                                                                    field.getKey(),
                                                                    field.getValue()));
                                }
                            });
        }
        var added = now.deepCopy();
        for (var one : before.properties()) {
            if (!GIVEN_UP.contains(one.getKey())) {
                assertThat(now.get(one.getKey())).as(one.getKey()).isEqualTo(one.getValue());
            }
            added.remove(one.getKey());
        }
        if (Boolean.getBoolean("immutable.write")) {
            before.setAll(added);
            Files.writeString(RECORD, JSON.writeValueAsString(record) + "\n");
        } else {
            assertThat(added.properties()).as("to be recorded, see above").isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.greenroom.helm.Chart#valueSets")
    void ofEveryKindIsSaidWhatMayNotChange(String set) {
        assertThat(Chart.rendered(set))
                .extracting(Manifest::kind)
                .allMatch(kind -> IMMUTABLE.containsKey(kind) || CHANGEABLE.contains(kind));
    }

    /** Its data could never be changed under the same name. */
    @ParameterizedTest
    @MethodSource("io.greenroom.helm.Chart#valueSets")
    void nothingIsSealed(String set) {
        assertThat(Chart.rendered(set))
                .filteredOn(one -> one.is("ConfigMap") || one.is("Secret"))
                .isNotEmpty()
                .allMatch(one -> !one.json().path("immutable").asBoolean());
    }

    /** A Job cannot be changed at all, so another Job is another name. */
    @Test
    void aJobThatDoesSomethingElseHasAnotherName() {
        assertThat(job("kafka.partitions=4").name()).isNotEqualTo(job("kafka.partitions=5").name());
        assertThat(job("kafka.inside.image=example/kafka:1").name())
                .isNotEqualTo(job("kafka.inside.image=example/kafka:2").name());
        assertThat(job("services.gateway.replicas=4").json().path("spec"))
                .isEqualTo(job("services.gateway.replicas=5").json().path("spec"));
    }

    private static Manifest job(String value) {
        return Chart.render(Chart.HOME, List.of("--set", value)).stream()
                .filter(one -> one.is("Job"))
                .findFirst()
                .orElseThrow();
    }
}
