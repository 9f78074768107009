package io.greenroom.grading.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.grading.embedded.EmbeddedGrader;
import io.greenroom.grading.guard.Guard;
import io.greenroom.grading.testsupport.JudgingModel;
import io.greenroom.grading.testsupport.WithModel;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator measures the language model that grades there, and admins see the figures. */
@QuarkusTest
@TestProfile(WithModel.class)
@QuarkusTestResource(RealInfrastructure.class)
class MeasuredHereIT {
    private static final String LINE =
            """
            {"dataset":"ours","questionId":"%1$s","question":"What does a stack do? (%1$s)",\
            "referenceAnswer":"A stack returns the item that was added last.","answer":"%2$s","score":%3$s}
            """;
    private static final String ASTRAY =
            "Bread is baked in an oven, every morning before it is day.";
    private static final Path EVALUATION =
            WithModel.FIGURES.resolve("evaluation-llm-2-g3-s1-prompts-2-judge-1.json");
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "greenroom.llm.provider", "openai",
                    "greenroom.llm.model", "judge-1",
                    "greenroom.llm.api-key", "secret");

    @Inject EmbeddedGrader embedded;
    @TempDir Path directory;

    @BeforeEach
    void configures() throws IOException {
        WithModel.SERVER.resetAll();
        ENVIRONMENT.forEach(System::setProperty);
        System.setProperty("greenroom.llm.base-url", WithModel.SERVER.baseUrl() + "/v1");
        forgets();
    }

    @AfterEach
    void tidies() throws IOException {
        ENVIRONMENT.keySet().forEach(System::clearProperty);
        System.clearProperty("greenroom.llm.base-url");
        forgets();
    }

    private static void forgets() throws IOException {
        Files.deleteIfExists(EVALUATION);
        Files.deleteIfExists(WithModel.FIGURES.resolve("gates-llm-2-g3-s1-prompts-2-judge-1.json"));
    }

    @Test
    void whatWasMeasuredOfTheModelIsShownToAdmins() throws Exception {
        graders().body("items.find { it.kind == 'llm' }.evaluation", nullValue());

        // The model believes what has nothing to do with the question; the other grader does not.
        var report = new ObjectMapper().readTree(measured("--json", "--no-gates"));

        assertThat(report.at("/grader/kind").asText()).isEqualTo("llm");
        assertThat(report.at("/datasets/ours/n").asInt()).isEqualTo(4);
        assertThat(report.at("/datasets/ours/inReview").asDouble()).isEqualTo(0.5);
        graders()
                .body("items.find { it.kind == 'llm' }.evaluation.measuredBy", equalTo("operator"))
                .body("items.find { it.kind == 'llm' }.evaluation.datasets.size()", equalTo(1))
                .body(
                        "items.find { it.kind == 'llm' }.evaluation.datasets[0].name",
                        equalTo("ours"))
                .body("items.find { it.kind == 'llm' }.evaluation.datasets[0].n", equalTo(4))
                // Too few answers a question to say anything.
                .body(
                        "items.find { it.kind == 'llm' }.evaluation.datasets[0].withinQuestion",
                        nullValue())
                .body("items.find { it.kind == 'llm' }.gates", nullValue())
                .body(
                        "items.find { it.kind == 'embedded' }.evaluation.measuredBy",
                        equalTo("build"));
    }

    @Test
    void figuresThatCannotBeReadAreNotShown() throws Exception {
        Files.createDirectories(WithModel.FIGURES);
        Files.writeString(EVALUATION, "{\"measuredOn\": \"yesterday\"}");

        graders()
                .body("items.find { it.kind == 'llm' }.version", containsString("llm"))
                .body("items.find { it.kind == 'llm' }.evaluation", nullValue());
    }

    private String measured(String... options) throws Exception {
        var file = directory.resolve("ours.jsonl");
        Files.writeString(
                file,
                LINE.formatted("q1", "It gives back the item added last.", "1")
                        + LINE.formatted("q1", ASTRAY, "0")
                        + LINE.formatted("q2", "The item that was added last is returned.", "1")
                        + LINE.formatted("q2", ASTRAY, "0"));
        var asked =
                Objects.requireNonNull(
                        GradedLine.read(Files.readAllLines(file).getFirst(), "ours"));
        JudgingModel.believes(WithModel.SERVER, ReferenceRubric.question(asked), ASTRAY);
        var out = new ByteArrayOutputStream();
        var arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of("--publish", WithModel.FIGURES.toString()));
        arguments.addAll(List.of(options));
        try (var pool = Executors.newFixedThreadPool(2);
                var stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            int code =
                    new Evaluate(
                                    Evaluate.configured(embedded),
                                    new Guard(embedded::vectors),
                                    pool,
                                    stream,
                                    System.err)
                            .run(arguments);
            assertThat(code).isZero();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ValidatableResponse graders() {
        return given().auth()
                .oauth2(TestTokens.of("ada", Roles.ADMIN))
                .get("/api/grading/graders")
                .then()
                .statusCode(200);
    }
}
