package io.greenroom.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.greenroom.e2e.TraceCollector.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator sees of the way of an answer, and what they must not see. */
class SeeingE2E {
    /** In the answer and in what was searched for, and nowhere else. */
    private static final String MARKER = "quokkafandango";

    private static final List<String> SERVICES =
            List.of("catalog-service", "gateway", "grading-service", "session-service");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Suite suite = Suite.running();
    private final TraceCollector collector = Suite.COLLECTOR;
    private final Practising casey = new Practising(suite, "casey");

    @AfterEach
    void forget() {
        collector.forget();
    }

    @Test
    void oneTraceLeadsFromTheClickToTheGrade() {
        collector.keep();
        suite.as("casey").queryParam("q", MARKER).get("/api/catalog/questions");
        var attempt = casey.start();
        casey.write(attempt, Practising.ANSWER + "# " + MARKER + "\n");

        String traceresponse =
                suite.as("casey")
                        .post(Practising.ATTEMPTS + "/" + attempt + "/submission")
                        .then()
                        .statusCode(202)
                        .extract()
                        .header("traceresponse");
        casey.ended(attempt);

        assertThat(traceresponse).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        String trace = traceresponse.split("-")[1];
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(wayTo("session-service", "grading.grades", trace))
                                        .startsWith("session-service")
                                        .containsSubsequence(
                                                "session-service",
                                                "grading-service",
                                                "session-service",
                                                "gateway")
                                        .endsWith("gateway"));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(wayTo("catalog-service", "grading.grades", trace))
                                        .endsWith("gateway"));
        assertThat(collector.all())
                .extracting(Recorded::whole)
                .noneMatch(span -> span.contains(MARKER))
                .noneMatch(span -> span.contains("casey"));
    }

    @Test
    void noLineOfAnyServiceQuotesAnAnswerOrNamesItsAuthor() throws IOException {
        var attempt = casey.start();
        casey.write(attempt, Practising.ANSWER + "# " + MARKER + "\n");
        casey.submit(attempt);
        casey.ended(attempt);

        for (String service : SERVICES) {
            List<String> lines = new ArrayList<>(Files.readAllLines(suite.log(service)));
            assertThat(lines).as(service).isNotEmpty();
            // Where another test had a second instance, it has said something too.
            Path second = suite.log(service + "-2");
            if (Files.exists(second)) {
                lines.addAll(Files.readAllLines(second));
            }
            assertThat(lines)
                    .as(service)
                    .noneMatch(line -> line.contains(MARKER))
                    .noneMatch(line -> line.contains("casey"));
            assertThat(lines)
                    .as("after its start, %s speaks JSON", service)
                    .anyMatch(
                            line ->
                                    line.startsWith("{")
                                            && line.contains("\"service\":\"" + service + "\""));
        }
    }

    @Test
    void everyMetricThatADashboardOrAnAlertNamesExists() throws IOException {
        var attempt = casey.start();
        casey.write(attempt, Practising.ANSWER);
        casey.submit(attempt);
        casey.ended(attempt);

        assertThat(Expressions.metrics())
                .hasSizeGreaterThan(30)
                .contains("greenroom_outbox_oldest_seconds", "http_server_requests_seconds_bucket");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(Expressions.metrics()).isSubsetOf(metricsThatAreTold()));
    }

    private Set<String> metricsThatAreTold() {
        var told = new TreeSet<String>();
        for (String service : SERVICES) {
            String scrape =
                    given().accept("text/plain")
                            .get("http://127.0.0.1:" + suite.port(service) + "/q/metrics")
                            .asString();
            scrape.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .forEach(told::add);
        }
        return told;
    }

    @Test
    void statusSaysWhatRunsAndWhatItLacks() {
        var status = Suite.status();

        for (String service : SERVICES) {
            String one = "figures.find { it.name == '" + service + "' }.";
            assertThat(status.getString(one + "version")).as(service).isNotBlank();
            assertThat(status.getString(one + "build")).as(service).matches("[0-9a-f]{16}");
            assertThat(status.getList(one + "without")).as(service).isNotNull();
            assertThat(status.getInt(one + "deadLetters")).as(service).isNotNegative();
            assertThat(status.getInt(one + "errors")).as(service).isNotNegative();
        }
    }

    /** The services from the span that took such an event in up to the first span of the trace. */
    private List<String> wayTo(String service, String topic, String trace) {
        Map<String, Recorded> spans =
                collector.all().stream()
                        .filter(span -> span.trace().equals(trace))
                        .collect(
                                Collectors.toMap(
                                        Recorded::id, Function.identity(), (one, same) -> one));
        Optional<Recorded> span =
                spans.values().stream()
                        .filter(one -> one.service().equals(service))
                        .filter(one -> one.name().contains(topic))
                        .findFirst();
        var way = new ArrayList<String>();
        while (span.isPresent()) {
            way.add(span.get().service());
            if (span.get().parent().isEmpty()) {
                return way;
            }
            span = Optional.ofNullable(spans.get(span.get().parent()));
        }
        // A span on the way is not exported yet.
        return List.of();
    }
}
