package io.greenroom.grading.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.grading.embedded.EmbeddedGrader;
import io.greenroom.grading.embedded.SharedGrader;
import io.greenroom.grading.guard.Guard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
    private static final String LINE =
            """
            {"dataset":"tiny","questionId":"%s","question":"What does a stack do?",\
            "referenceAnswer":"A stack returns the item that was added last.","answer":"%s","score":%s%s}
            """;

    private static final ExecutorService POOL =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
    private static final EmbeddedGrader GRADER = SharedGrader.GRADER;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir Path directory;

    @Test
    void measuresNamesBrokenLinesAndLeavesBlanksOut() throws IOException {
        var file = directory.resolve("tiny.jsonl");
        Files.writeString(
                file,
                LINE.formatted("q1", "It gives back the item added last.", "1.0", "")
                        + LINE.formatted(
                                "q1", "Bread is baked in an oven every morning.", "0.0", "")
                        + "not json\n"
                        + LINE.formatted("q1", "The last item that was added is returned.", "1", "")
                        + LINE.formatted("q2", "No response.", "0", ",\"blank\":true")
                        + LINE.formatted("q2", "A tree of many colours grows.", "0.1", "")
                        + LINE.formatted("q2", "Too high a score.", "7", ""));

        int code = run(file.toString(), "--json", "--sample", "2");

        assertThat(code).isZero();
        var json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        var tiny = json.get("datasets").get("tiny");
        assertThat(tiny.get("n").asInt()).isEqualTo(4);
        assertThat(tiny.get("pearson").asDouble()).isGreaterThan(0.8);
        assertThat(tiny.get("ci").get("rmse")).hasSize(2);
        assertThat(json.get("grader").get("version").asText()).isNotBlank();
        assertThat(tiny.get("baselines").get("constantMean").get("rmse").asDouble()).isPositive();
        assertThat(tiny.get("baselines").get("constantMean").get("pearson").isNull()).isTrue();
        assertThat(tiny.get("reliability").get("bins")).isNotEmpty();
        for (var gate : json.get("gates")) {
            assertThat(gate.get("n").asInt()).isPositive();
            assertThat(gate.get("max").asDouble())
                    .isGreaterThanOrEqualTo(gate.get("p95").asDouble());
            assertThat(gate.get("pass").isBoolean()).isTrue();
        }
        assertThat(json.get("gates").get("blank").get("pass").asBoolean()).isTrue();
        assertThat(json.get("gates").has("injection-added")).isTrue();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("tiny.jsonl:3: not JSON")
                .contains("tiny.jsonl:7: no score from 0 to 1");
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndTheOthersGoOn() throws IOException {
        var file = directory.resolve("one.jsonl");
        Files.writeString(file, LINE.formatted("q1", "The item added last.", "1", ""));

        int code = run(directory.resolve("absent.jsonl").toString(), "--no-gates", file.toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("absent.jsonl: cannot be read");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("tiny: 1 answers to 1 questions");
    }

    @Test
    void anEmptyFileAndOneWithoutAnAnswerAreSaid() throws IOException {
        var empty = Files.createFile(directory.resolve("empty.jsonl"));
        var broken = directory.resolve("broken.jsonl");
        Files.write(broken, new byte[] {'{', (byte) 0xff, '}', '\n'});

        assertThat(run(empty.toString(), broken.toString(), "--json")).isEqualTo(1);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("empty.jsonl: is empty")
                .contains("broken.jsonl:1: not UTF-8; left out")
                .contains("broken.jsonl: has no answer to measure")
                .contains("There is nothing to measure.");
    }

    @Test
    void theSameGraderIsNotWorseThanItself() throws IOException {
        var file = directory.resolve("two.jsonl");
        var answers = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            answers.append(LINE.formatted("q" + i, "The item added last, number " + i, "1", ""))
                    .append(LINE.formatted("q" + i, "Bread and butter " + i, "0", ""));
        }
        Files.writeString(file, answers);
        var accepted = directory.resolve("accepted.json");
        var scores = directory.resolve("scores.jsonl");

        int first =
                run(
                        file.toString(),
                        "--no-gates",
                        "--accept",
                        accepted.toString(),
                        "--scores",
                        scores.toString());
        int second = run(file.toString(), "--no-gates", "--against", accepted.toString());

        assertThat(first).isZero();
        assertThat(second).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("no difference that counts");
        assertThat(Files.readString(accepted)).doesNotContain("item").doesNotContain("Bread");
        assertThat(Files.readAllLines(scores)).hasSize(12);
    }

    @Test
    void aGraderThatWasBetterIsNotReplaced() throws IOException {
        var file = directory.resolve("two.jsonl");
        var answers = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            // What people say is the contrary of what any grader would.
            answers.append(LINE.formatted("q" + i, "The item added last, number " + i, "0", ""))
                    .append(LINE.formatted("q" + i, "Bread and butter " + i, "1", ""));
        }
        Files.writeString(file, answers);
        var accepted = directory.resolve("accepted.json");
        run(file.toString(), "--no-gates", "--accept", accepted.toString());
        var mapper = new ObjectMapper();
        var root = mapper.readTree(accepted.toFile());
        var set = (ObjectNode) root.get("scores").get("tiny");
        // The accepted grader had it the right way round.
        set.properties().forEach(one -> set.put(one.getKey(), 1 - one.getValue().asDouble()));
        mapper.writeValue(accepted.toFile(), root);

        int code = run(file.toString(), "--no-gates", "--against", accepted.toString(), "--json");

        assertThat(code).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"verdict\" : \"worse\"");
    }

    @Test
    void whatTheGradersPageShowsIsWritten() throws IOException {
        var file = directory.resolve("one.jsonl");
        Files.writeString(
                file,
                LINE.formatted("q1", "It gives back the item added last.", "1", "")
                        + LINE.formatted("q2", "Bread is baked in an oven.", "0", ""));
        var figures = directory.resolve("figures");

        assertThat(run(file.toString(), "--sample", "1", "--publish", figures.toString())).isZero();

        var version = GRADER.info().version();
        var mapper = new ObjectMapper();
        var evaluation =
                mapper.readTree(figures.resolve("evaluation-" + version + ".json").toFile());
        assertThat(evaluation.get("measuredBy").asText()).isEqualTo("operator");
        assertThat(evaluation.at("/datasets/0/n").asInt()).isEqualTo(2);
        assertThat(evaluation.at("/datasets/0/pearson/value").asDouble()).isGreaterThan(0.9);
        var gates = mapper.readTree(figures.resolve("gates-" + version + ".json").toFile());
        assertThat(gates.get("gates")).isNotEmpty();
        assertThat(gates.get("families")).hasSizeGreaterThan(gates.get("gates").size());
        assertThat(gates.has("falsePositiveRate")).isFalse();
        assertThat(evaluation.toString()).doesNotContain("oven");
    }

    @Test
    void withoutFilesItSaysHowToUseIt() {
        assertThat(run("--json")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage");
    }

    @Test
    void figuresOfKnownNumbers() {
        var pairs =
                List.of(
                        new Figures.Pair("a", 0, 0.25),
                        new Figures.Pair("a", 0.5, 0.75),
                        new Figures.Pair("a", 1, 1.25),
                        new Figures.Pair("b", 0, 0),
                        new Figures.Pair("b", 0.5, 0.5),
                        new Figures.Pair("b", 1, 1));

        assertThat(Figures.withinQuestion(pairs)).isCloseTo(1, within(1e-9));
        assertThat(Figures.rmse(pairs)).isCloseTo(Math.sqrt(3 * 0.0625 / 6), within(1e-9));
        assertThat(Figures.qwk(pairs.subList(3, 6))).isCloseTo(1, within(1e-9));
        assertThat(Figures.pearson(pairs.subList(0, 1))).isNaN();
        assertThat(Figures.intervals(pairs)).isEqualTo(Figures.intervals(pairs));
    }

    private int run(String... arguments) {
        return new Evaluate(
                        GRADER,
                        new Guard(GRADER::vectors),
                        POOL,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }
}
