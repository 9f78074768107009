package io.greenroom.helm;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads each manifest into the model of its kind: an unknown kind, an unknown field or a wrong type
 * fails. Kubernetes' own and the Gateway API's by fabric8, Strimzi's by its own classes, the other
 * operators' by the types that are made of their Go sources.
 */
class ChartModelTest {
    /** Whose model cannot be had here. They are rendered and read as YAML, and no more. */
    private static final Set<String> WITHOUT_MODEL =
            Set.of(
                    "k8s.keycloak.org/v2alpha1 Keycloak",
                    "k8s.keycloak.org/v2alpha1 KeycloakRealmImport");

    private static final Map<String, Class<?>> STRIMZI =
            Map.ofEntries(
                    entry("kafka.strimzi.io/v1 Kafka", Kafka.class),
                    entry("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class),
                    entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class),
                    entry("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class));

    /** Packages of types below @kubernetes-models, by the API's version. */
    private static final Map<String, String> TYPED =
            Map.ofEntries(
                    entry("keda.sh/v1alpha1", "keda"),
                    entry("external-secrets.io/v1", "external-secrets"),
                    entry("kyverno.io/v1", "kyverno"),
                    entry("monitoring.coreos.com/v1", "prometheus-operator"),
                    entry("postgresql.cnpg.io/v1", "cloudnative-pg"));

    private static final String MOMENT =
            "database.operator.recovery.targetTime=2026-11-23T08:00:00Z";

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource("io.greenroom.helm.Chart#valueSets")
    void everyManifestFitsTheModelOfItsKind(String set) {
        assertThat(misfits(Chart.rendered(set))).isEmpty();
    }

    @Test
    void everyManifestFitsTheTypesOfItsOperator() {
        var manifests =
                Stream.concat(
                                Chart.valueSets().flatMap(set -> Chart.rendered(set).stream()),
                                Chart.restored("--set", MOMENT).stream())
                        .toList();
        var said = typeCheck(manifests);
        assertThat(said.status()).as(said.out()).isZero();
    }

    /** A strict reading that finds nothing may be one that looks at nothing. */
    @ParameterizedTest
    @CsvSource({
        "Deployment, /spec/template/spec/containers/0, imagePullPolice, Always",
        "Deployment, /spec/template/spec/containers/0/readinessProbe, periodSeconds, often",
        "NetworkPolicy, /spec/podSelector, matchLabel, x",
        "HTTPRoute, /spec/rules/0, timeout, 0s",
        "Kafka, /spec/kafka/listeners/0, networkPolicyPeer, x",
        "KafkaUser, /spec/authorization/acls/0, operation, Read",
    })
    void aMistakeInAModelIsFound(String kind, String place, String field, String value) {
        var mistaken = mistaken(kind, place, field, value);
        assertThat(misfits(List.of(mistaken))).isNotEmpty();
    }

    @Test
    void mistakesInTypesAreFound() {
        var said =
                typeCheck(
                        List.of(
                                mistaken("ScaledObject", "/spec", "minReplicas", "1"),
                                mistaken("Cluster", "/spec/storage", "sizes", "1Gi"),
                                mistaken("ServiceMonitor", "/spec/endpoints/0", "ports", "http"),
                                mistaken("Policy", "/spec/rules/0", "verifyImage", "x")));
        assertThat(said.status()).isNotZero();
        assertThat(said.out()).contains("minReplicas", "sizes", "ports", "verifyImage");
    }

    private static Manifest mistaken(String kind, String place, String field, String value) {
        var json =
                Chart.rendered("production").stream()
                        .filter(manifest -> manifest.is(kind))
                        .findFirst()
                        .orElseThrow()
                        .json()
                        .deepCopy();
        ((ObjectNode) json.at(place)).put(field, value);
        return new Manifest(json);
    }

    private static List<String> misfits(List<Manifest> manifests) {
        var serialization = new KubernetesSerialization();
        var wrong = new ArrayList<String>();
        for (var manifest : manifests) {
            if (WITHOUT_MODEL.contains(kind(manifest))
                    || TYPED.containsKey(manifest.apiVersion())) {
                continue;
            }
            try {
                var strimzi = STRIMZI.get(kind(manifest));
                Object model =
                        strimzi == null
                                ? serialization.unmarshal(manifest.json().toString())
                                : JSON.treeToValue(manifest.json(), strimzi);
                if (model instanceof GenericKubernetesResource) {
                    wrong.add(manifest.id() + ": nobody knows this kind");
                } else {
                    unknownFields(model, manifest.id(), wrong);
                }
            } catch (IOException | RuntimeException e) {
                wrong.add(manifest.id() + ": " + e.getMessage());
            }
        }
        return wrong;
    }

    /** Object literals of the operators' types: the compiler refuses what is not in them. */
    private static Tools.Said typeCheck(List<Manifest> manifests) {
        var source = new StringBuilder();
        int number = 0;
        for (var manifest : manifests) {
            var types = TYPED.get(manifest.apiVersion());
            if (types != null) {
                source.append(
                        """
                        import type { I%2$s as T%1$d } from "@kubernetes-models/%3$s/%4$s/%2$s";
                        export const m%1$d: T%1$d = %5$s;
                        """
                                .formatted(
                                        number++,
                                        manifest.kind(),
                                        types,
                                        manifest.apiVersion(),
                                        manifest.json().toPrettyString()));
            }
        }
        assertThat(number).isPositive();
        try {
            Files.writeString(Tools.node().resolve("manifests.ts"), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var tsc = new ArrayList<>(List.of("node_modules/.bin/tsc", "--noEmit", "--strict"));
        tsc.addAll(List.of("--skipLibCheck", "--module", "esnext", "--target", "es2022"));
        tsc.addAll(List.of("--moduleResolution", "bundler", "manifests.ts"));
        return Tools.run(Tools.node(), tsc);
    }

    private static String kind(Manifest manifest) {
        return manifest.apiVersion() + " " + manifest.kind();
    }

    /** The models keep what they do not know as additional properties, at every depth. */
    private static void unknownFields(@Nullable Object model, String place, List<String> wrong) {
        switch (model) {
            case null -> {}
            case Collection<?> list -> list.forEach(one -> unknownFields(one, place, wrong));
            case Map<?, ?> map ->
                    map.forEach((key, one) -> unknownFields(one, place + "/" + key, wrong));
            case Object bean when isModel(bean) -> {
                for (var method : bean.getClass().getMethods()) {
                    if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
                        var value = call(method, bean);
                        if (method.getName().equals("getAdditionalProperties")) {
                            if (value instanceof Map<?, ?> unknown && !unknown.isEmpty()) {
                                wrong.add(place + " does not know " + unknown);
                            }
                        } else {
                            unknownFields(
                                    value, place + "/" + method.getName().substring(3), wrong);
                        }
                    }
                }
            }
            default -> {}
        }
    }

    private static boolean isModel(Object bean) {
        var name = bean.getClass().getName();
        return (name.startsWith("io.fabric8.") || name.startsWith("io.strimzi."))
                && !(bean instanceof Enum<?>);
    }

    private static @Nullable Object call(Method method, Object bean) {
        try {
            return method.invoke(bean);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method.toString(), e);
        }
    }
}
