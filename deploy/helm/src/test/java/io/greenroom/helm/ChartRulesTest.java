package io.greenroom.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of every manifest, with every set of values. */
class ChartRulesTest {
    private static final String SETS = "io.greenroom.helm.Chart#valueSets";
    private static final int LONGEST_NAME = 63;

    /** Keycloak inside builds itself at its start; it is for trying out alone. */
    private static final Set<String> MAY_WRITE_ITS_FILES = Set.of("keycloak");

    /** Secrets that operators make of the chart's own objects. */
    private static final String MADE_BY_OPERATORS =
            "greenroom-[a-z]+-db-(app|ca)|greenroom-kafka-[a-z-]+";

    @ParameterizedTest
    @MethodSource(SETS)
    void everyImageIsOfAFixedVersion(String set) {
        assertThat(images(set))
                .isNotEmpty()
                .allMatch(image -> image.matches("[^@]+:[^:/@]+|.+@sha256:[0-9a-f]{64}"))
                .noneMatch(image -> image.endsWith(":latest"));
    }

    /** One version of each, wherever Greenroom is tried out. */
    @Test
    void thePartsInsideAreThoseOfCompose() {
        var compose = Chart.read(Tools.REPOSITORY.resolve("deploy/compose/compose.yaml"));
        var known = new TreeSet<String>();
        compose.path("services").forEach(one -> known.add(one.path("image").asText()));
        assertThat(images("minimal").map(image -> image.replaceFirst("^docker.io/(library/)?", "")))
                .filteredOn(image -> !image.startsWith("greenroom/"))
                .isNotEmpty()
                .allMatch(known::contains);
    }

    @ParameterizedTest
    @MethodSource(SETS)
    void everyContainerAsksForWhatItNeedsAndIsBounded(String set) {
        everyContainer(
                set,
                (manifest, container) -> {
                    for (var kind : List.of("requests", "limits")) {
                        for (var what : List.of("cpu", "memory")) {
                            var place = "/resources/" + kind + "/" + what;
                            assertThat(container.at(place).asText())
                                    .as(manifest.id() + place)
                                    .isNotBlank();
                        }
                    }
                });
    }

    @ParameterizedTest
    @MethodSource(SETS)
    void everyServerIsProbed(String set) {
        for (var manifest : Chart.rendered(set)) {
            if (manifest.makesPods() && !manifest.is("Job")) {
                manifest.containers()
                        .forEach(
                                container ->
                                        assertThat(container.has("startupProbe"))
                                                .as(manifest.id())
                                                .isEqualTo(container.has("readinessProbe"))
                                                .isEqualTo(container.has("livenessProbe"))
                                                .isTrue());
            }
        }
    }

    /** The restricted profile of Pod Security, and a root file system that cannot be written. */
    @ParameterizedTest
    @MethodSource(SETS)
    void everyPodIsRestricted(String set) {
        for (var manifest : podMakers(set)) {
            var pod = manifest.pod();
            var id = manifest.id();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).as(id).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).as(id).isPositive();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                    .as(id)
                    .isEqualTo("RuntimeDefault");
            for (var no : List.of("automountServiceAccountToken", "enableServiceLinks")) {
                assertThat(pod.path(no).isBoolean() && !pod.path(no).asBoolean())
                        .as(id + " " + no)
                        .isTrue();
            }
            for (var never : List.of("hostNetwork", "hostPID", "hostIPC")) {
                assertThat(pod.has(never)).as(id + " " + never).isFalse();
            }
            assertThat(Manifest.elements(pod.path("volumes")).noneMatch(v -> v.has("hostPath")))
                    .as(id)
                    .isTrue();
        }
        everyContainer(
                set,
                (manifest, container) -> {
                    var context = container.path("securityContext");
                    var id = manifest.id();
                    assertThat(context.path("allowPrivilegeEscalation").asBoolean(true))
                            .as(id)
                            .isFalse();
                    assertThat(Manifest.texts(context.at("/capabilities/drop")))
                            .as(id)
                            .containsExactly("ALL");
                    assertThat(context.path("readOnlyRootFilesystem").asBoolean())
                            .as(id)
                            .isEqualTo(
                                    !MAY_WRITE_ITS_FILES.contains(container.path("name").asText()));
                });
    }

    @ParameterizedTest
    @MethodSource(SETS)
    void nothingMayTalkToKubernetes(String set) {
        assertThat(Chart.rendered(set).stream().map(Manifest::kind))
                .doesNotContain("Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding");
    }

    @ParameterizedTest
    @MethodSource(SETS)
    void allIsForbiddenAndEveryPortIsOpenedByAPolicy(String set) {
        var policies = Chart.rendered(set).stream().filter(one -> one.is("NetworkPolicy")).toList();
        for (var manifest : podMakers(set)) {
            var own =
                    policies.stream()
                            .filter(policy -> selects(policy, manifest))
                            .map(Manifest::json)
                            .toList();
            assertThat(own)
                    .as(manifest.id() + " is denied everything at first")
                    .anyMatch(
                            policy ->
                                    Manifest.texts(policy.at("/spec/policyTypes"))
                                                    .equals(List.of("Ingress", "Egress"))
                                            && !policy.path("spec").has("ingress")
                                            && !policy.path("spec").has("egress"));
            manifest.containers()
                    .flatMap(container -> Manifest.elements(container.path("ports")))
                    .forEach(
                            port ->
                                    assertThat(own.stream().flatMap(ChartRulesTest::openedPorts))
                                            .as(manifest.id())
                                            .containsAnyOf(
                                                    port.path("name").asText(),
                                                    port.path("containerPort").asText()));
        }
    }

    /** Who may open connections to whom, where both are pods of the chart. */
    @Test
    void eachPartReachesWhatItNeedsAndNoMore() {
        var edges = new TreeSet<String>();
        for (var policy : Chart.rendered("minimal")) {
            if (policy.is("NetworkPolicy")) {
                var from = policy.json().at("/spec/podSelector/matchLabels");
                for (var rule : policy.json().at("/spec/egress")) {
                    for (var to : rule.path("to")) {
                        var labels = to.at("/podSelector/matchLabels");
                        if (!labels.isMissingNode()) {
                            edges.add(component(from) + " > " + component(labels));
                        }
                    }
                }
            }
        }
        var wanted = new TreeSet<String>();
        for (var service : List.of("catalog-service", "grading-service", "session-service")) {
            wanted.add("gateway > " + service);
            for (var part : List.of("postgres", "kafka", "keycloak")) {
                wanted.add(service + " > " + part);
            }
        }
        wanted.add("gateway > keycloak");
        wanted.add("keycloak > postgres");
        wanted.add("kafka-topics > kafka");
        wanted.add("session-service > mailbox");
        assertThat(edges).isEqualTo(wanted);
    }

    @Test
    void onlyGradingServiceReachesALanguageModelAndOnlyWhenThereIsOne() {
        assertThat(reaches("minimal", "greenroom-grading-service", 443)).isFalse();
        assertThat(reaches("external", "greenroom-grading-service", 443)).isTrue();
        var off =
                Chart.render(
                        Chart.HOME,
                        List.of(
                                "-f",
                                Chart.values("external").toString(),
                                "--set",
                                "llm.provider=off,identity.issuer=https://id.example.com:8443/realms/greenroom"));
        for (var service : List.of("catalog-service", "grading-service", "session-service")) {
            assertThat(reaches(off, "greenroom-" + service, 443)).as(service).isFalse();
        }
    }

    @Test
    void whatIsReachedOutsideIsReachedAtThePortOfItsAddress() {
        var elsewhere =
                Chart.render(
                        Chart.HOME,
                        List.of(
                                "-f",
                                Chart.values("external").toString(),
                                "--set",
                                "llm.baseUrl=http://models.example.com:8000/v1,tracing.endpoint=http://traces:4400"));
        assertThat(reaches(elsewhere, "greenroom-grading-service", 8000)).isTrue();
        assertThat(reaches(elsewhere, "greenroom-session-service", 8000)).isFalse();
        assertThat(reaches(elsewhere, "greenroom-gateway", 4400)).isTrue();
        assertThat(reaches(elsewhere, "greenroom-gateway", 4317)).isFalse();
    }

    @ParameterizedTest
    @MethodSource(SETS)
    void everyKeyOfAConfigMapIsUsed(String set) {
        var used = new HashSet<String>();
        for (var manifest : podMakers(set)) {
            Manifest.walk(
                    manifest.pod(),
                    "",
                    (place, node) -> {
                        if (place.endsWith("/configMapRef") || place.endsWith("/configMap")) {
                            var name = node.path("name").asText();
                            assertThat(node.has("items")).as(manifest.id()).isFalse();
                            used.add(name);
                        }
                    });
        }
        for (var manifest : Chart.rendered(set)) {
            // Grafana's sidecar reads every key of those with this label.
            if (manifest.is("ConfigMap") && !manifest.labels().containsKey("grafana_dashboard")) {
                assertThat(used).contains(manifest.name());
                used.remove(manifest.name());
            }
        }
        assertThat(used).as("ConfigMaps that are used and not there").isEmpty();
    }

    @ParameterizedTest
    @MethodSource(SETS)
    void everySelectorFindsPodsAndEveryPortANameInThem(String set) {
        for (var manifest : Chart.rendered(set)) {
            var spec = manifest.json().path("spec");
            switch (manifest.kind()) {
                case "Deployment", "StatefulSet" ->
                        assertThat(manifest.podLabels())
                                .as(manifest.id())
                                .containsAllEntriesOf(
                                        Manifest.strings(spec.at("/selector/matchLabels")));
                case "Service" -> {
                    var pods = pods(set, Manifest.strings(spec.path("selector")));
                    assertThat(pods).as(manifest.id()).hasSize(1);
                    for (var port : spec.path("ports")) {
                        assertThat(
                                        pods.getFirst()
                                                .containers()
                                                .flatMap(
                                                        one -> Manifest.elements(one.path("ports")))
                                                .map(one -> one.path("name").asText()))
                                .as(manifest.id())
                                .contains(port.path("targetPort").asText());
                    }
                }
                case "PodDisruptionBudget" ->
                        assertThat(pods(set, Manifest.strings(spec.at("/selector/matchLabels"))))
                                .as(manifest.id())
                                .hasSize(1);
                case "HorizontalPodAutoscaler", "ScaledObject" -> {
                    var target =
                            Chart.rendered(set).stream()
                                    .filter(one -> one.is("Deployment"))
                                    .filter(
                                            one ->
                                                    one.name()
                                                            .equals(
                                                                    spec.at("/scaleTargetRef/name")
                                                                            .asText()))
                                    .toList();
                    assertThat(target).as(manifest.id()).hasSize(1);
                    assertThat(target.getFirst().json().path("spec").has("replicas"))
                            .as(manifest.id() + ": one says how many, not two")
                            .isFalse();
                }
                default -> {}
            }
        }
    }

    @ParameterizedTest
    @MethodSource(SETS)
    void everyDeploymentThatUsersReachRollsWithoutAGap(String set) {
        for (var service : services(set)) {
            var delay = service.pod().at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();
            var grace = service.pod().path("terminationGracePeriodSeconds").asInt();
            var drain = seconds(set, service, "GREENROOM_SHUTDOWN_DELAY");
            var timeout = seconds(set, service, "QUARKUS_SHUTDOWN_TIMEOUT");
            assertThat(service.json().at("/spec/strategy/rollingUpdate/maxUnavailable").asText())
                    .isEqualTo("0");
            assertThat(delay).isPositive();
            // Long enough that pools use each connection once more, and find that it closes.
            assertThat(drain).isGreaterThanOrEqualTo(5);
            assertThat(timeout).isBetween(1, grace - delay - drain - 1);
        }
    }

    /** What stands on one node, or is drained with it, is not all there is. */
    @ParameterizedTest
    @ValueSource(strings = {"production", "external"})
    void everyServiceOutlastsTheLossOfANode(String set) {
        for (var service : services(set)) {
            var id = service.id();
            var labels = service.json().at("/spec/selector/matchLabels");
            assertThat(fewest(set, service)).as(id).isGreaterThanOrEqualTo(2);
            var spread =
                    Manifest.elements(service.pod().path("topologySpreadConstraints"))
                            .filter(one -> one.at("/labelSelector/matchLabels").equals(labels))
                            .filter(one -> one.path("maxSkew").asInt() == 1)
                            .map(one -> one.path("topologyKey").asText());
            assertThat(spread)
                    .as(id)
                    .containsExactlyInAnyOrder(
                            "topology.kubernetes.io/zone", "kubernetes.io/hostname");
            var budget = Chart.one(Chart.rendered(set), "PodDisruptionBudget", service.name());
            var spec = budget.json().path("spec");
            assertThat(spec.at("/selector/matchLabels")).as(id).isEqualTo(labels);
            // Neither all at once nor none at all: a node must be drainable.
            assertThat(spec.path("maxUnavailable").asInt())
                    .as(id)
                    .isBetween(1, fewest(set, service) - 1);
        }
    }

    /** By its processor, between bounds that leave room; grading-service by what waits for it. */
    @Test
    void whatScalesDoesSoBetweenBoundsAndByOneScalerAlone() {
        var scaled = new TreeSet<String>();
        for (var scaler : Chart.rendered("production")) {
            if (scaler.is("HorizontalPodAutoscaler")) {
                var spec = scaler.json().path("spec");
                assertThat(spec.path("minReplicas").asInt()).isGreaterThanOrEqualTo(2);
                assertThat(spec.path("maxReplicas").asInt())
                        .isGreaterThan(spec.path("minReplicas").asInt());
                assertThat(spec.at("/metrics/0/resource/name").asText()).isEqualTo("cpu");
                assertThat(spec.at("/metrics/0/resource/target/averageUtilization").asInt())
                        .isBetween(40, 85);
                assertThat(scaled.add(scaler.name())).isTrue();
            } else if (scaler.is("ScaledObject")) {
                var lag =
                        Manifest.elements(scaler.json().at("/spec/triggers"))
                                .filter(one -> one.path("type").asText().equals("kafka"));
                assertThat(lag).hasSize(1);
                assertThat(scaled.add(scaler.json().at("/spec/scaleTargetRef/name").asText()))
                        .isTrue();
            }
        }
        assertThat(scaled)
                .containsExactly(
                        "greenroom-catalog-service",
                        "greenroom-gateway",
                        "greenroom-grading-service",
                        "greenroom-session-service");
    }

    @ParameterizedTest
    @MethodSource(SETS)
    void everyServiceIsAskedWhetherItHasStartedIsReadyAndIsAliveWhereItSaysSo(String set) {
        for (var service : services(set)) {
            var container = service.pod().at("/containers/0");
            var port = container.at("/ports/0/name").asText();
            for (var probe :
                    Map.of(
                                    "startupProbe",
                                    "started",
                                    "readinessProbe",
                                    "ready",
                                    "livenessProbe",
                                    "live")
                            .entrySet()) {
                var asked = container.at("/" + probe.getKey() + "/httpGet");
                assertThat(asked.path("path").asText())
                        .as(service.id())
                        .isEqualTo("/q/health/" + probe.getValue());
                assertThat(asked.path("port").asText()).as(service.id()).isEqualTo(port);
            }
            // A pod that is slow for a while is taken out of the way long before it is killed.
            assertThat(patience(container, "livenessProbe"))
                    .as(service.id())
                    .isGreaterThan(2 * patience(container, "readinessProbe"));
            assertThat(patience(container, "startupProbe")).isGreaterThanOrEqualTo(120);
        }
    }

    /** A room says something every 15 s and stays for hours; an import has up to 50 MiB. */
    @Test
    void roomsStayOpenAndImportsComeThrough() {
        var ingress = Chart.one(Chart.rendered("external"), "Ingress", "greenroom-gateway");
        var nginx = "nginx.ingress.kubernetes.io/";
        assertThat(Manifest.strings(ingress.json().at("/metadata/annotations")))
                .containsEntry(nginx + "proxy-read-timeout", "3600")
                .containsEntry(nginx + "proxy-send-timeout", "3600")
                .containsEntry(nginx + "proxy-buffering", "off")
                .containsEntry(nginx + "proxy-body-size", "51m");
        var route = Chart.one(Chart.rendered("production"), "HTTPRoute", "greenroom-gateway");
        for (var rule : route.json().at("/spec/rules")) {
            assertThat(Manifest.strings(rule.path("timeouts")))
                    .containsOnly(Map.entry("request", "0s"), Map.entry("backendRequest", "0s"));
        }
    }

    @Test
    void nobodyIsBelievedWhoAsksButProxiesThatAreNamed() {
        var trusting = List.of("--set", "networkPolicy.trustedProxies={10.2.0.0/16,fd00::/8}");
        var told = Chart.one(Chart.render(Chart.HOME, trusting), "ConfigMap", "greenroom-gateway");

        assertThat(Manifest.strings(told.json().path("data")))
                .containsEntry("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true")
                .containsEntry("QUARKUS_HTTP_PROXY_ALLOW_X_FORWARDED", "true")
                .containsEntry("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", "10.2.0.0/16,fd00::/8");
        for (var set : List.of("minimal", "production", "external")) {
            var usual = Chart.one(Chart.rendered(set), "ConfigMap", "greenroom-gateway");
            assertThat(Manifest.strings(usual.json().path("data")).keySet())
                    .noneMatch(name -> name.startsWith("QUARKUS_HTTP_PROXY_"));
        }
    }

    /** Its pods, and the Job that imports the realm, which has a label of its own. */
    @Test
    void allOfKeycloakReachesItsDatabase() {
        var policy =
                Chart.one(Chart.rendered("production"), "NetworkPolicy", "greenroom-keycloak-db");
        assertThat(
                        Manifest.elements(policy.json().at("/spec/ingress/0/from"))
                                .map(one -> one.at("/podSelector/matchLabels/app").asText()))
                .contains("keycloak", "keycloak-realm-import");
    }

    @Test
    void browsersReachKeycloakWhereverTheyComeFrom() {
        var open =
                Chart.render(
                        Chart.HOME,
                        List.of(
                                "-f",
                                Chart.values("production").toString(),
                                "--set",
                                "networkPolicy.ingressFrom=null"));
        var place = "/spec/networkPolicy/https";
        assertThat(
                        Chart.one(open, "Keycloak", "greenroom-keycloak")
                                .json()
                                .at(place)
                                .isMissingNode())
                .isTrue();
        assertThat(
                        Chart.one(Chart.rendered("production"), "Keycloak", "greenroom-keycloak")
                                .json()
                                .at(place))
                .hasSizeGreaterThan(4);
    }

    /** What holds data, and what may read it, is not gone by an uninstallation. */
    @Test
    void whatPeopleWroteOutlastsAnUninstallation() {
        var kinds = Set.of("Cluster", "Kafka", "KafkaNodePool", "KafkaTopic", "KafkaUser");
        var kept = new TreeSet<String>();
        for (var manifest : Chart.rendered("production")) {
            if (kinds.contains(manifest.kind())) {
                assertThat(
                                manifest.json()
                                        .at("/metadata/annotations")
                                        .path("helm.sh/resource-policy")
                                        .asText())
                        .as(manifest.id())
                        .isEqualTo("keep");
                kept.add(manifest.kind());
            }
        }
        assertThat(kept).isEqualTo(kinds);
    }

    /** The root of a volume is its file system's, not Kafka's. */
    @Test
    void kafkaKeepsItsLogBelowItsVolume() {
        var mounts =
                Chart.one(Chart.rendered("minimal"), "StatefulSet", "greenroom-kafka")
                        .containers()
                        .flatMap(one -> Manifest.elements(one.path("volumeMounts")))
                        .filter(one -> one.path("name").asText().equals("data"))
                        .map(one -> one.path("mountPath").asText())
                        .toList();
        assertThat(mounts).hasSize(1);
        assertThat(setting("minimal", "greenroom-kafka", "KAFKA_LOG_DIRS"))
                .startsWith(mounts.getFirst() + "/");
    }

    @Test
    void signedImagesAreOfANamedRegistry() {
        var nowhere =
                Chart.template(
                        Chart.HOME,
                        List.of(
                                "-f",
                                Chart.values("production").toString(),
                                "--set",
                                "image.registry="));
        assertThat(nowhere.status()).isNotZero();
        assertThat(nowhere.errors()).contains("image.registry");
    }

    /** What is pulled when nobody says a tag is what a build of these sources is called. */
    @Test
    void theTagIsThatOfTheBuild() throws IOException {
        var version =
                Files.readString(Tools.REPOSITORY.resolve("pom.xml"))
                        .replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
        assertThat(Chart.read(Chart.HOME.resolve("Chart.yaml")).path("appVersion").asText())
                .isEqualTo(version);
        assertThat(Files.readString(Tools.REPOSITORY.resolve("deploy/compose/compose.yaml")))
                .contains("greenroom/gateway:${GREENROOM_VERSION:-" + version + "}");
    }

    /** KEDA runs in a namespace of its own, where short names are other things. */
    @Test
    void whatScalesAsksByFullNames() {
        for (var trigger :
                Chart.one(Chart.rendered("production"), "ScaledObject", "greenroom-grading-service")
                        .json()
                        .at("/spec/triggers")) {
            var metadata = trigger.path("metadata");
            assertThat(
                            metadata.path("bootstrapServers").asText()
                                    + metadata.path("serverAddress").asText())
                    .matches(
                            "greenroom-kafka-kafka-bootstrap\\.greenroom\\.svc:9093|http://.+\\..+");
        }
    }

    /** The longest names that the chart makes are still names, for operators' additions too. */
    @ParameterizedTest
    @ValueSource(strings = {"production", "minimal"})
    void namesAreNeverTooLong(String set) {
        var manifests =
                Chart.render(
                        Chart.HOME,
                        List.of(
                                "-f",
                                Chart.values(set).toString(),
                                "--set",
                                "fullnameOverride=a-release-of-thirty-characters"));
        assertThat(manifests)
                .allSatisfy(
                        manifest ->
                                assertThat(manifest.name())
                                        .as(manifest.id())
                                        .hasSizeLessThanOrEqualTo(LONGEST_NAME)
                                        .matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?"));
        Chart.byId(manifests);
    }

    @ParameterizedTest
    @MethodSource(SETS)
    void noFieldIsLeftWithoutAValue(String set) {
        for (var manifest : Chart.rendered(set)) {
            Manifest.walk(
                    manifest.json(),
                    manifest.id(),
                    (place, node) -> assertThat(node.isNull()).as(place).isFalse());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "external"})
    void anInstallationThatMattersHasNoSecretOfTheChartsAndNoDemoAccount(String set) {
        var manifests = Chart.rendered(set);
        assertThat(manifests).noneMatch(one -> one.is("Secret"));
        for (var manifest : manifests) {
            Manifest.walk(
                    manifest.json(),
                    manifest.id(),
                    (place, node) -> {
                        assertThat(place.toLowerCase(Locale.ROOT))
                                .doesNotContain("/credentials", "/users/");
                        if (place.matches(
                                        ".*(PASSWORD|SECRET|API_KEY|JAAS_CONFIG|/password|/secret)$")
                                && node.isTextual()) {
                            assertThat(node.asText())
                                    .as(place)
                                    .isEqualTo("${GREENROOM_WEB_CLIENT_SECRET}");
                        }
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "external"})
    void anInstallationThatMattersIsEncrypted(String set) {
        for (var service : List.of("catalog-service", "grading-service", "session-service")) {
            var name = "greenroom-" + service;
            assertThat(setting(set, name, "KAFKA_SECURITY_PROTOCOL")).endsWith("SSL");
            assertThat(setting(set, name, "QUARKUS_DATASOURCE_JDBC_URL"))
                    .contains("sslmode=verify-full");
            assertThat(setting(set, name, "QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE"))
                    .isEqualTo("verify-full");
            assertThat(setting(set, name, "GREENROOM_ISSUER")).startsWith("https://");
            assertThat(setting(set, name, "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT"))
                    .matches("|https://.+");
        }
        assertThat(setting(set, "greenroom-session-service", "GREENROOM_SMTP_STARTTLS"))
                .isEqualTo("REQUIRED");
        assertThat(setting(set, "greenroom-gateway", "GREENROOM_COOKIE_SECURE")).isEqualTo("true");
        assertThat(setting(set, "greenroom-gateway", "GREENROOM_PUBLIC_ORIGIN"))
                .startsWith("https://");
    }

    /** Each service has credentials of its own. */
    @ParameterizedTest
    @MethodSource(SETS)
    void noTwoServicesShareADatabaseOrItsCredentials(String set) {
        var seen = new HashSet<String>();
        for (var service : List.of("catalog-service", "grading-service", "session-service")) {
            var manifest = deployment(set, "greenroom-" + service);
            var secret =
                    manifest.containers()
                            .flatMap(one -> Manifest.elements(one.path("env")))
                            .filter(
                                    one ->
                                            one.path("name")
                                                    .asText()
                                                    .equals("GREENROOM_DB_PASSWORD"))
                            .map(one -> one.at("/valueFrom/secretKeyRef/name").asText())
                            .findFirst()
                            .orElseThrow();
            assertThat(seen.add(secret)).as(secret).isTrue();
            assertThat(seen.add(setting(set, manifest.name(), "GREENROOM_DB_NAME"))).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(SETS)
    void everySecretThatIsNamedIsMadeOrDocumented(String set) throws IOException {
        var page = Files.readString(Tools.REPOSITORY.resolve("docs/helm.md"));
        var made = new HashSet<String>();
        for (var manifest : Chart.rendered(set)) {
            if (manifest.is("Secret")) {
                manifest.json()
                        .path("data")
                        .fieldNames()
                        .forEachRemaining(key -> made.add(manifest.name() + "/" + key));
            } else if (manifest.is("ExternalSecret")) {
                for (var data : manifest.json().at("/spec/data")) {
                    made.add(manifest.name() + "/" + data.path("secretKey").asText());
                }
            }
        }
        for (var wanted : wantedSecrets(set)) {
            var secret = wanted.substring(0, wanted.indexOf('/'));
            var key = wanted.substring(wanted.indexOf('/') + 1);
            if (!made.contains(wanted) && !secret.matches(MADE_BY_OPERATORS)) {
                assertThat(page).as(wanted).contains("`" + key + "`");
            }
        }
    }

    private static List<String> wantedSecrets(String set) {
        var wanted = new ArrayList<String>();
        for (var manifest : Chart.rendered(set)) {
            Manifest.walk(
                    manifest.json(),
                    "",
                    (place, node) -> {
                        if (place.endsWith("/secretKeyRef")
                                || place.matches(".*/(username|password)Secret")
                                || place.matches(".*/placeholders/[A-Z_]+/secret")
                                || place.matches(".*/secretTargetRef/\\d+")) {
                            wanted.add(
                                    node.path("name").asText() + "/" + node.path("key").asText());
                        } else if (place.matches(".*/volumes/\\d+/secret")) {
                            for (var item : node.path("items")) {
                                wanted.add(
                                        node.path("secretName").asText()
                                                + "/"
                                                + item.path("key").asText());
                            }
                        }
                    });
        }
        assertThat(wanted).isNotEmpty();
        return wanted;
    }

    private static Stream<String> images(String set) {
        var images = new ArrayList<String>();
        for (var manifest : Chart.rendered(set)) {
            manifest.containers().forEach(one -> images.add(one.path("image").asText()));
            var name = manifest.json().at("/spec/imageName");
            if (!name.isMissingNode()) {
                images.add(name.asText());
            }
        }
        return images.stream();
    }

    private interface Rule {
        void check(Manifest manifest, JsonNode container);
    }

    private static void everyContainer(String set, Rule rule) {
        var makers = podMakers(set);
        assertThat(makers).isNotEmpty();
        makers.forEach(
                manifest ->
                        manifest.containers()
                                .forEach(container -> rule.check(manifest, container)));
    }

    /** The four of Greenroom, not what they lean on. */
    private static List<Manifest> services(String set) {
        var services =
                podMakers(set).stream()
                        .filter(
                                one ->
                                        one.is("Deployment")
                                                && one.json()
                                                        .at("/spec/strategy/rollingUpdate")
                                                        .isObject())
                        .toList();
        assertThat(services).hasSize(4);
        return services;
    }

    /** How many there are when nothing is to do. */
    private static int fewest(String set, Manifest service) {
        return Chart.rendered(set).stream()
                .filter(one -> one.is("HorizontalPodAutoscaler") || one.is("ScaledObject"))
                .filter(
                        one ->
                                one.json()
                                        .at("/spec/scaleTargetRef/name")
                                        .asText()
                                        .equals(service.name()))
                .map(
                        one ->
                                one.is("ScaledObject")
                                        ? one.json().at("/spec/minReplicaCount").asInt()
                                        : one.json().at("/spec/minReplicas").asInt())
                .findFirst()
                .orElseGet(() -> service.json().at("/spec/replicas").asInt());
    }

    /** For how many seconds a probe may fail until it has consequences. */
    private static int patience(JsonNode container, String probe) {
        return container.at("/" + probe + "/periodSeconds").asInt()
                * container.at("/" + probe + "/failureThreshold").asInt();
    }

    private static List<Manifest> podMakers(String set) {
        return Chart.rendered(set).stream().filter(Manifest::makesPods).toList();
    }

    private static List<Manifest> pods(String set, Map<String, String> labels) {
        return podMakers(set).stream()
                .filter(one -> one.podLabels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }

    private static Manifest deployment(String set, String name) {
        return podMakers(set).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String setting(String set, String configMap, String key) {
        return Chart.rendered(set).stream()
                .filter(one -> one.is("ConfigMap") && one.name().equals(configMap))
                .map(one -> one.json().path("data").path(key).asText())
                .findFirst()
                .orElseThrow();
    }

    private static int seconds(String set, Manifest service, String key) {
        return Integer.parseInt(setting(set, service.name(), key).replace("s", ""));
    }

    private static boolean selects(Manifest policy, Manifest maker) {
        var labels = Manifest.strings(policy.json().at("/spec/podSelector/matchLabels"));
        return maker.podLabels().entrySet().containsAll(labels.entrySet());
    }

    private static Stream<String> openedPorts(JsonNode policy) {
        return Manifest.elements(policy.at("/spec/ingress"))
                .flatMap(rule -> Manifest.elements(rule.path("ports")))
                .map(port -> port.path("port").asText());
    }

    private static String component(JsonNode labels) {
        return labels.path("app.kubernetes.io/name").asText();
    }

    private static boolean reaches(String set, String policy, int port) {
        return reaches(Chart.rendered(set), policy, port);
    }

    private static boolean reaches(List<Manifest> manifests, String policy, int port) {
        return manifests.stream()
                .filter(one -> one.is("NetworkPolicy") && one.name().equals(policy))
                .flatMap(one -> Manifest.elements(one.json().at("/spec/egress")))
                .flatMap(rule -> Manifest.elements(rule.path("ports")))
                .anyMatch(one -> one.path("port").asInt() == port);
    }
}
